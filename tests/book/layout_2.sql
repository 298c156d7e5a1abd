PRAGMA application_id=1414480454;
PRAGMA user_version=2;
BEGIN TRANSACTION;
CREATE TABLE adoptions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	row_version INTEGER NOT NULL, 
	pack_id TEXT NOT NULL, 
	topic TEXT NOT NULL, 
	kind_group TEXT NOT NULL, 
	unit_code TEXT, 
	valid_from TEXT, 
	valid_to TEXT, 
	doc_no TEXT, 
	note TEXT
)
 STRICT

;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE changes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	row_version INTEGER NOT NULL, 
	label TEXT NOT NULL, 
	who TEXT NOT NULL, 
	at TEXT NOT NULL, 
	undoes INTEGER, 
	row_count INTEGER NOT NULL, 
	rows_digest TEXT NOT NULL, 
	salt TEXT NOT NULL, 
	content TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	reason TEXT, 
	CONSTRAINT fk_changes_undoes FOREIGN KEY(undoes) REFERENCES changes (id)
)
 STRICT

;
INSERT INTO "changes" VALUES(1,1,'建账','经办@编办','2026-11-22T19:39:12.875329+00:00',NULL,16,'a7b2ad401e56beda41a9d2b55734b96217b3b27451f39a0219ca2591d7f9c45c','08e871cff0de43b4bc3bbd34b41eef86','16073cd4d01554c57745a93c0d5caf22b8013829b0bdbe57162818ca7fc517c8','c20e8a9ab488e9bf0c39e59e459123ffb9c9cdd4a9eb4e557aac03a6e758cebc',NULL);
INSERT INTO "changes" VALUES(2,1,'导入 4 个乡镇（2024年乡镇基本情况（统计局报送）.xlsx）','经办@编办','2026-11-22T19:39:13.142768+00:00',NULL,5,'b0257578fbb306250dddb4bd48979b8a78701ef0112eca971bd951a5d99bc3fb','b11c85dcaecea164e73335ba2f3e2d91','4b3d2d46e597dcc65f3e3c0c5753caa9adbbdbfa454f2737199a7b92cdc390dc','a5c7408b9132ebbfd1dce360abdbfea321515eca2e17608e544a6fb2d1bde332',NULL);
CREATE TABLE class_overrides (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	row_version INTEGER NOT NULL, 
	township_id INTEGER NOT NULL, 
	size_class INTEGER, 
	reason TEXT NOT NULL, 
	doc_no TEXT NOT NULL, 
	since TEXT NOT NULL, 
	CONSTRAINT uq_class_overrides_township_id_since UNIQUE (township_id, since), 
	CONSTRAINT fk_class_overrides_township_id FOREIGN KEY(township_id) REFERENCES townships (id)
)
 STRICT

;
CREATE TABLE county (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	row_version INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	code TEXT NOT NULL, 
	book TEXT NOT NULL, 
	founded_at TEXT NOT NULL, 
	founded_by TEXT NOT NULL, 
	digest TEXT NOT NULL
)
 STRICT

;
INSERT INTO "county" VALUES(1,1,'示例县','999901','ca05e2e22fc38539b6bb8661ae5a281e','2026-11-22T19:39:12.847820+00:00','经办@编办','9236a4f576feda1071d34d585211d41fb42ef2bb209007e0ad455bd9f738531b');
CREATE TABLE import_logs (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	row_version INTEGER NOT NULL, 
	file_name TEXT NOT NULL, 
	file_digest TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	year INTEGER NOT NULL, 
	added INTEGER NOT NULL, 
	changed INTEGER NOT NULL, 
	unchanged INTEGER NOT NULL, 
	missing INTEGER NOT NULL
)
 STRICT

;
INSERT INTO "import_logs" VALUES(1,1,'2024年乡镇基本情况（统计局报送）.xlsx','bc376b4a954fbfeaf5055294be56276ff4a83429985610781b2692810aed4607','townships',2024,0,4,4,0);
CREATE TABLE indicators (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	row_version INTEGER NOT NULL, 
	township_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	registered_population INTEGER, 
	resident_population INTEGER, 
	urban_population INTEGER, 
	area_km2 TEXT, 
	gdp TEXT, 
	fiscal_revenue TEXT, 
	CONSTRAINT uq_indicators_township_id_year UNIQUE (township_id, year), 
	CONSTRAINT fk_indicators_township_id FOREIGN KEY(township_id) REFERENCES townships (id)
)
 STRICT

;
INSERT INTO "indicators" VALUES(1,2,1,2024,57600,83200,NULL,'24.1','695000','23800');
INSERT INTO "indicators" VALUES(2,1,2,2024,35200,47300,NULL,'18.2','318200','10040');
INSERT INTO "indicators" VALUES(3,2,3,2024,68200,74100,NULL,'86.4','512300','18650');
INSERT INTO "indicators" VALUES(4,2,4,2024,51400,46200,NULL,'132.7','301200','9120');
INSERT INTO "indicators" VALUES(5,1,5,2024,33800,28900,NULL,'158.2','142600','3980');
INSERT INTO "indicators" VALUES(6,2,6,2024,42600,39500,NULL,'97.5','228400','6410');
INSERT INTO "indicators" VALUES(7,1,7,2024,18900,15200,NULL,'121.3','60800','1240');
INSERT INTO "indicators" VALUES(8,1,8,2024,12300,9800,NULL,'203.6','41500','1760');
CREATE TABLE journal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	row_version INTEGER NOT NULL, 
	change_id INTEGER NOT NULL, 
	noun TEXT NOT NULL, 
	row_id INTEGER NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	salt BLOB, 
	digest BLOB NOT NULL, 
	CONSTRAINT fk_journal_change_id FOREIGN KEY(change_id) REFERENCES changes (id)
)
 STRICT

;
INSERT INTO "journal" VALUES(1,1,1,'townships',1,NULL,'{"id":1,"row_version":1,"code":"999901001","name":"南湖街道","kind":"街道","function_class":null,"valid_from":null,"valid_to":null,"predecessors":"[]","doc_no":null}',X'EEAA4F66F8233E64C804968086F382DD',X'3FE4FCF5DA40FDD7524542C73DCC9A8B46D21D19B30F8EB62C1838AF4CC72362');
INSERT INTO "journal" VALUES(2,1,1,'indicators',1,NULL,'{"id":1,"row_version":1,"township_id":1,"year":2024,"registered_population":57600,"resident_population":81300,"urban_population":null,"area_km2":"24.1","gdp":"695000","fiscal_revenue":"23800"}',X'5FB721370C21C69C1451A3B9FB43FFB6',X'548B52FE7CF714322E8C53850D74016B6CF5CFC6FE0C978FBD29A2CE11072DB0');
INSERT INTO "journal" VALUES(3,1,1,'townships',2,NULL,'{"id":2,"row_version":1,"code":"999901002","name":"北岸街道","kind":"街道","function_class":null,"valid_from":null,"valid_to":null,"predecessors":"[]","doc_no":null}',X'D556CF94633D0A2FB6C5D10232A5F1FA',X'B6A753F48CB30346C21E3394B0F1A3E4BFC132C83A6B45F317376075AC42C758');
INSERT INTO "journal" VALUES(4,1,1,'indicators',2,NULL,'{"id":2,"row_version":1,"township_id":2,"year":2024,"registered_population":35200,"resident_population":47300,"urban_population":null,"area_km2":"18.2","gdp":"318200","fiscal_revenue":"10040"}',X'A3BDA966D770D898562A02B9ED0FEB35',X'1C824F676DF51AEC26F55590500D23192774D63CE956B73E8F46BE9685733FB3');
INSERT INTO "journal" VALUES(5,1,1,'townships',3,NULL,'{"id":3,"row_version":1,"code":"999901100","name":"青石镇","kind":"镇","function_class":null,"valid_from":null,"valid_to":null,"predecessors":"[]","doc_no":null}',X'9D795D4C1D83984587A61EF900F24952',X'B7D3C3366322CA111F04BCE17FD74F97D3C6645E417069067A9EBE151909820A');
INSERT INTO "journal" VALUES(6,1,1,'indicators',3,NULL,'{"id":3,"row_version":1,"township_id":3,"year":2024,"registered_population":68200,"resident_population":73400,"urban_population":null,"area_km2":"86.4","gdp":"512300","fiscal_revenue":"17980"}',X'2F182077C3D7E79E522A558E1A3FC6CB',X'425FD653AB61DA2C0DD991685B4E7CF3A80607A45964EC03DC350B90642AC878');
INSERT INTO "journal" VALUES(7,1,1,'townships',4,NULL,'{"id":4,"row_version":1,"code":"999901101","name":"白河镇","kind":"镇","function_class":null,"valid_from":null,"valid_to":null,"predecessors":"[]","doc_no":null}',X'1D5C437763CE5814611167C715ED81C8',X'66839F80790EE19C92DF05D548378C7315532284BDCF85A01C06FD17A26E29C7');
INSERT INTO "journal" VALUES(8,1,1,'indicators',4,NULL,'{"id":4,"row_version":1,"township_id":4,"year":2024,"registered_population":51620,"resident_population":46000,"urban_population":null,"area_km2":"132.7","gdp":"301200","fiscal_revenue":"9120"}',X'DD8118CDF296659F93C0AB87A577BC53',X'5C3D85E946788881C4430F0CD467541C02A468F93072D82A5D68AA9802254220');
INSERT INTO "journal" VALUES(9,1,1,'townships',5,NULL,'{"id":5,"row_version":1,"code":"999901102","name":"云岭镇","kind":"镇","function_class":null,"valid_from":null,"valid_to":null,"predecessors":"[]","doc_no":null}',X'3F6752CDE08F69D277F1FF344CE7D977',X'D18EB1E5CABF7E669E167741DAC2D9E801DE3E077515979B44D0D9EEFFC4D951');
INSERT INTO "journal" VALUES(10,1,1,'indicators',5,NULL,'{"id":5,"row_version":1,"township_id":5,"year":2024,"registered_population":33800,"resident_population":28900,"urban_population":null,"area_km2":"158.2","gdp":"142600","fiscal_revenue":"3980"}',X'C71242415E2A008E63FCFE4A2E9705D5',X'2F648275A2899F6CF87147BFFA44D645869EFCDD35304FCBD82254030B8303E1');
INSERT INTO "journal" VALUES(11,1,1,'townships',6,NULL,'{"id":6,"row_version":1,"code":"999901103","name":"柳溪镇","kind":"镇","function_class":null,"valid_from":null,"valid_to":null,"predecessors":"[]","doc_no":null}',X'9ECCAB9744B54A26AB714E4AFD27CD49',X'A66BBF27B31D016290BD54645C295AD34820CF475DB0BFDE547361649646E2F8');
INSERT INTO "journal" VALUES(12,1,1,'indicators',6,NULL,'{"id":6,"row_version":1,"township_id":6,"year":2024,"registered_population":42600,"resident_population":39500,"urban_population":null,"area_km2":"97.5","gdp":"221900","fiscal_revenue":"6410"}',X'CB0D03A9BB240E11B5D2C19DB1145305',X'5D739DD44B36F3A59A7A599D9E52D6687A1C0149E65F642616C565330629CDF9');
INSERT INTO "journal" VALUES(13,1,1,'townships',7,NULL,'{"id":7,"row_version":1,"code":"999901200","name":"双桥乡","kind":"乡","function_class":null,"valid_from":null,"valid_to":null,"predecessors":"[]","doc_no":null}',X'1661AD212485876266127C37B4845401',X'CD47705C70D36EB98FBECA4E5E65512507C6A0321BDF7CC4C86F9A7217070F82');
INSERT INTO "journal" VALUES(14,1,1,'indicators',7,NULL,'{"id":7,"row_version":1,"township_id":7,"year":2024,"registered_population":18900,"resident_population":15200,"urban_population":null,"area_km2":"121.3","gdp":"60800","fiscal_revenue":"1240"}',X'90D117C6C4B046845565AD7B3782C4E5',X'469915814057C827D917AC3E03D535F13E3652304C7D0C6E17722498E31D5BDA');
INSERT INTO "journal" VALUES(15,1,1,'townships',8,NULL,'{"id":8,"row_version":1,"code":"999901201","name":"高坪乡","kind":"乡","function_class":null,"valid_from":null,"valid_to":null,"predecessors":"[]","doc_no":null}',X'C8D3CC1243ED489BF2EC1C2798BD70DC',X'B52FA41FC7392238C0E74DDFE8ECEDD69C260B4C80925C33B8F57B2EE4D3C652');
INSERT INTO "journal" VALUES(16,1,1,'indicators',8,NULL,'{"id":8,"row_version":1,"township_id":8,"year":2024,"registered_population":12300,"resident_population":9800,"urban_population":null,"area_km2":"203.6","gdp":"41500","fiscal_revenue":"1760"}',X'23450A5E694D95DF3D897917C15B4890',X'895809639B83F46C2482FAD66C6333FEE3D45192A68B4239558428B0FEB42F66');
INSERT INTO "journal" VALUES(17,1,2,'indicators',3,'{"id":3,"row_version":1,"township_id":3,"year":2024,"registered_population":68200,"resident_population":73400,"urban_population":null,"area_km2":"86.4","gdp":"512300","fiscal_revenue":"17980"}','{"id":3,"row_version":2,"township_id":3,"year":2024,"registered_population":68200,"resident_population":74100,"urban_population":null,"area_km2":"86.4","gdp":"512300","fiscal_revenue":"18650"}',X'B1795AFB9336BDECC0E90879ECB2A979',X'C062B878F7D806FA5818E94D270B6234BD5470CB9F9AC0BC714469DE7B22FA5B');
INSERT INTO "journal" VALUES(18,1,2,'indicators',4,'{"id":4,"row_version":1,"township_id":4,"year":2024,"registered_population":51620,"resident_population":46000,"urban_population":null,"area_km2":"132.7","gdp":"301200","fiscal_revenue":"9120"}','{"id":4,"row_version":2,"township_id":4,"year":2024,"registered_population":51400,"resident_population":46200,"urban_population":null,"area_km2":"132.7","gdp":"301200","fiscal_revenue":"9120"}',X'F94A5AC7C6027B3920117583C6ABA06B',X'CE8BA655A4E4D9CDACFB1B6B83220EA3F48625DC0C47D4C70E544689685BAF2A');
INSERT INTO "journal" VALUES(19,1,2,'indicators',6,'{"id":6,"row_version":1,"township_id":6,"year":2024,"registered_population":42600,"resident_population":39500,"urban_population":null,"area_km2":"97.5","gdp":"221900","fiscal_revenue":"6410"}','{"id":6,"row_version":2,"township_id":6,"year":2024,"registered_population":42600,"resident_population":39500,"urban_population":null,"area_km2":"97.5","gdp":"228400","fiscal_revenue":"6410"}',X'B8DE7AFEC874DD4ABEC4B9E9BC93F79F',X'0EC5B292CA170E6E0DE135B12425A800EBF22A7C0E62D6227A60BA6A0A4D794B');
INSERT INTO "journal" VALUES(20,1,2,'indicators',1,'{"id":1,"row_version":1,"township_id":1,"year":2024,"registered_population":57600,"resident_population":81300,"urban_population":null,"area_km2":"24.1","gdp":"695000","fiscal_revenue":"23800"}','{"id":1,"row_version":2,"township_id":1,"year":2024,"registered_population":57600,"resident_population":83200,"urban_population":null,"area_km2":"24.1","gdp":"695000","fiscal_revenue":"23800"}',X'011A5DCDA7292E1DC28AC93340D5FF6F',X'538BB98297FDA75F9952D808AA6BBD237996ABE057FD58D0CB508100092E2F05');
INSERT INTO "journal" VALUES(21,1,2,'import_logs',1,NULL,'{"id":1,"row_version":1,"file_name":"2024年乡镇基本情况（统计局报送）.xlsx","file_digest":"bc376b4a954fbfeaf5055294be56276ff4a83429985610781b2692810aed4607","kind":"townships","year":2024,"added":0,"changed":4,"unchanged":4,"missing":0}',X'78DD346E73B21EFC8F3E1F2B28064599',X'4A16D8D961902C5E228A8BF448E677F15778A6026CB8CCA11DED573B85E12F90');
CREATE TABLE leadership_seats (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	row_version INTEGER NOT NULL, 
	township_id INTEGER NOT NULL, 
	person TEXT NOT NULL, 
	post TEXT NOT NULL, 
	title TEXT NOT NULL, 
	since TEXT NOT NULL, 
	listed TEXT NOT NULL, 
	until TEXT, 
	doc_no TEXT, 
	CONSTRAINT uq_leadership_seats_township_id_person_post_since UNIQUE (township_id, person, post, since), 
	CONSTRAINT fk_leadership_seats_township_id FOREIGN KEY(township_id) REFERENCES townships (id)
)
 STRICT

;
CREATE TABLE own_indicators (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	row_version INTEGER NOT NULL, 
	township_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	unit TEXT, 
	CONSTRAINT uq_own_indicators_township_id_year_name UNIQUE (township_id, year, name), 
	CONSTRAINT fk_own_indicators_township_id FOREIGN KEY(township_id) REFERENCES townships (id)
)
 STRICT

;
CREATE TABLE own_packs (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	row_version INTEGER NOT NULL, 
	pack_id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	CONSTRAINT uq_own_packs_pack_id UNIQUE (pack_id)
)
 STRICT

;
CREATE TABLE plans (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	row_version INTEGER NOT NULL, 
	topic TEXT NOT NULL, 
	title TEXT NOT NULL, 
	result TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	note TEXT NOT NULL, 
	adopted_at TEXT NOT NULL, 
	adopted_by TEXT NOT NULL, 
	adopted_in INTEGER NOT NULL, 
	CONSTRAINT fk_plans_adopted_in FOREIGN KEY(adopted_in) REFERENCES changes (id)
)
 STRICT

;
CREATE TABLE post_facts (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	row_version INTEGER NOT NULL, 
	township_id INTEGER NOT NULL, 
	category TEXT NOT NULL, 
	measure TEXT NOT NULL, 
	count INTEGER NOT NULL, 
	since TEXT NOT NULL, 
	doc_no TEXT, 
	CONSTRAINT uq_post_facts_township_id_category_measure_since UNIQUE (township_id, category, measure, since), 
	CONSTRAINT fk_post_facts_township_id FOREIGN KEY(township_id) REFERENCES townships (id)
)
 STRICT

;
CREATE TABLE settings (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	row_version INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT uq_settings_name UNIQUE (name)
)
 STRICT

;
CREATE TABLE townships (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	row_version INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	function_class TEXT, 
	valid_from TEXT, 
	valid_to TEXT, 
	predecessors TEXT NOT NULL, 
	doc_no TEXT, 
	CONSTRAINT uq_townships_code_valid_from UNIQUE (code, valid_from)
)
 STRICT

;
INSERT INTO "townships" VALUES(1,1,'999901001','南湖街道','街道',NULL,NULL,NULL,'[]',NULL);
INSERT INTO "townships" VALUES(2,1,'999901002','北岸街道','街道',NULL,NULL,NULL,'[]',NULL);
INSERT INTO "townships" VALUES(3,1,'999901100','青石镇','镇',NULL,NULL,NULL,'[]',NULL);
INSERT INTO "townships" VALUES(4,1,'999901101','白河镇','镇',NULL,NULL,NULL,'[]',NULL);
INSERT INTO "townships" VALUES(5,1,'999901102','云岭镇','镇',NULL,NULL,NULL,'[]',NULL);
INSERT INTO "townships" VALUES(6,1,'999901103','柳溪镇','镇',NULL,NULL,NULL,'[]',NULL);
INSERT INTO "townships" VALUES(7,1,'999901200','双桥乡','乡',NULL,NULL,NULL,'[]',NULL);
INSERT INTO "townships" VALUES(8,1,'999901201','高坪乡','乡',NULL,NULL,NULL,'[]',NULL);
CREATE UNIQUE INDEX uq_townships_open_code ON townships (code) WHERE valid_to IS NULL;
CREATE INDEX ix_indicators_year ON indicators (year);
CREATE INDEX ix_journal_change_id_noun ON journal (change_id, noun);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('county',1);
INSERT INTO "sqlite_sequence" VALUES('changes',2);
INSERT INTO "sqlite_sequence" VALUES('journal',21);
INSERT INTO "sqlite_sequence" VALUES('townships',8);
INSERT INTO "sqlite_sequence" VALUES('indicators',8);
INSERT INTO "sqlite_sequence" VALUES('import_logs',1);
COMMIT;
