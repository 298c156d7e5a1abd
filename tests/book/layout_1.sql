PRAGMA application_id=1414480454;
PRAGMA user_version=1;
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
INSERT INTO "alembic_version" VALUES('0001');
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
	CONSTRAINT fk_changes_undoes FOREIGN KEY(undoes) REFERENCES changes (id)
)
 STRICT

;
INSERT INTO "changes" VALUES(1,1,'导入','经办@编办','2026-11-22T18:46:57.217539+00:00',NULL,6,'d480566cbd6468f806ce5e91a74ee9d445b743ad87d6cbdb722a115131153c39','812f371efe5d385fffc9aac841ae889b','6efc44f771fe8f8e4fcb952b4f1db2c788a22b6227bad9a1be97ef9f197bd517','6004c118c4c999d8c38ef593c00a6c4990990369e81b70bc3e9082bbf6f30101');
INSERT INTO "changes" VALUES(2,1,'改名','经办@编办','2026-11-22T18:46:57.224103+00:00',NULL,1,'39c39f84bfbabcacf2fcb4fe93dcddc60349670b9008f63ceae0c5fa11bc56ac','560206fc90595afbe1fa229fe0044cb9','4c6c3d93ec08fb25972967d857b5f5a9372388c15053d63997549e638df3b9fa','b8f92d2e6a47b3f2c446cfb33b6ff5cb256ae70d0f96ee9c9fca44fc08771e5c');
INSERT INTO "changes" VALUES(3,1,'撤销：改名','经办@编办','2026-11-22T18:46:57.228012+00:00',2,1,'c1bc12ad059a4bd19e69a754c41805302daecbfc39fcbe0cb46f8b59453c1167','dcdfde372392fd4b6436895923d236fc','1a03cb0c37ba928ccd8ee388dc45d1bcb5a7ca33b05488492e24ac32477589c4','cf419062489a9655d0099460000ea9165068244ec1d18c83ee4c92e3f530237e');
INSERT INTO "changes" VALUES(4,1,'重做：改名','经办@编办','2026-11-22T18:46:57.232043+00:00',3,1,'cc5f474afeed307b818b9801a2513903416e5cec7021e62b38f7d8a2147578c5','0a68dd683e69d80800202709f58ca722','f4fc813e21ec92cc394ac44bf8886a9fadb9e34cde7f261f897364d001773973','eb87181a674320cacb5d461d631f29541d4b173213a4c99ad37c371b69500ccc');
INSERT INTO "changes" VALUES(5,1,'采用核编方案','经办@编办','2026-11-22T18:46:57.234989+00:00',NULL,1,'757fea64f1e1182fd944ac82b33d6490981ecfcdddbab9391fbe4a71c73838ae','a2057f0464d03b40b11b2a48062c7648','14e4e40bff6bc32dc5e29c34c68cb4ac32ac69f75c00eb7ff4148a661a91fdc0','45ccfd3a775f3560b3e19be69eb62bda307bc59ca72f0d3fa24990558ccfb181');
INSERT INTO "changes" VALUES(6,1,'撤销：采用核编方案','经办@编办','2026-11-22T18:46:57.241823+00:00',5,1,'aa50f1837eeb23aa9f2e6395af743c20c1f04b2d670d4c50d35ce3e3437b048f','b5eb5bcb4979a25b9e1689fbb5ef1b75','a29821f49dae51628129b877eed268bd9e152ddb6060c0da07ef75dbf1658166','58e3fa4228fcb5f3199b60d6e46ba2e9329d1d694e615b9fcf0c7407249f51a9');
INSERT INTO "changes" VALUES(7,1,'重做：采用核编方案','经办@编办','2026-11-22T18:46:57.246610+00:00',6,1,'e5587d529faa0164043e3f99440d4a47f3304e755adb02bb5d7b8cc5ed6319ae','aed4e8b939e81990dcc24ea72acd3da1','4e0dccc1bdaa8345b488720122be9a06b7410ab6641d887534a66f2a41ff641f','467f13b28a9bad4b71fd853f2762f3b380fa244b1040646da63f3d218d64e09b');
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
INSERT INTO "county" VALUES(1,1,'云岭县','999901','223bee4c2c11c2056b2e0015855d466c','2026-11-22T18:46:57.208360+00:00','经办@编办','cbbb44d685e854280151070875d647299ee7e43692222cf15dbfe1a1155e01cb');
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
INSERT INTO "indicators" VALUES(1,1,1,2025,32001,NULL,NULL,'100.500000','12345678901234567.1234',NULL);
INSERT INTO "indicators" VALUES(2,1,2,2025,32001,NULL,NULL,'100.500000','12345678901234567.1234',NULL);
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
INSERT INTO "journal" VALUES(1,1,1,'townships',1,NULL,'{"id":1,"row_version":1,"code":"999901101","name":"第1镇","kind":"镇","function_class":"中心镇","valid_from":"2025-01-01","valid_to":null,"predecessors":"[]","doc_no":"云政发〔2025〕1号"}',X'947F0485D48D99732BE953C3E57AA52C',X'71362480DED743D1DC81F33B677CDCAA63C95257293B6D4A2CBC7D81483B4CC4');
INSERT INTO "journal" VALUES(2,1,1,'townships',2,NULL,'{"id":2,"row_version":1,"code":"999901102","name":"第2镇","kind":"镇","function_class":null,"valid_from":"2025-01-01","valid_to":null,"predecessors":"[]","doc_no":"云政发〔2025〕2号"}',X'8D0F17E00F6AC1AD9DE94DA5F745C406',X'DA100469FA474E87154A0C9CAF3D5ADFFD19CA66EFB0F9AEF297E55D9BB07A8F');
INSERT INTO "journal" VALUES(3,1,1,'indicators',1,NULL,'{"id":1,"row_version":1,"township_id":1,"year":2025,"registered_population":32001,"resident_population":null,"urban_population":null,"area_km2":"100.500000","gdp":"12345678901234567.1234","fiscal_revenue":null}',X'A37C762BA0C6AA14726F9F1F1552B5D3',X'D2410C4FA9007600E9E17C0B88B0FFCA7741C879F93901F763D2D2D23C7D0F93');
INSERT INTO "journal" VALUES(4,1,1,'indicators',2,NULL,'{"id":2,"row_version":1,"township_id":2,"year":2025,"registered_population":32001,"resident_population":null,"urban_population":null,"area_km2":"100.500000","gdp":"12345678901234567.1234","fiscal_revenue":null}',X'A189FA7836280043AB261F4E2233F573',X'540E11E07A4D9DBC9B857A30CEDB4F30769A4D958C72490D81DDC49F10243D22');
INSERT INTO "journal" VALUES(5,1,1,'post_facts',1,NULL,'{"id":1,"row_version":1,"township_id":1,"category":"admin","measure":"authorized","count":40,"since":"2025-01-01","doc_no":"云编〔2025〕1号"}',X'F7E968977DBE6C9627AF970BA92075F4',X'85F4096FCDAF7B1BAE2E991BE4CCFA312065E543DB44A0ADD9D6304C24AF2645');
INSERT INTO "journal" VALUES(6,1,1,'post_facts',2,NULL,'{"id":2,"row_version":1,"township_id":2,"category":"admin","measure":"authorized","count":40,"since":"2025-01-01","doc_no":"云编〔2025〕1号"}',X'74E65650FC4C8A7EADAED159F8B56EF8',X'9D1532615CD3C35F41981E7991A5430B504D3F9A71919D74EB3F4EDB3A5607F7');
INSERT INTO "journal" VALUES(7,1,2,'townships',1,'{"id":1,"row_version":1,"code":"999901101","name":"第1镇","kind":"镇","function_class":"中心镇","valid_from":"2025-01-01","valid_to":null,"predecessors":"[]","doc_no":"云政发〔2025〕1号"}','{"id":1,"row_version":2,"code":"999901101","name":"新镇","kind":"镇","function_class":"中心镇","valid_from":"2025-01-01","valid_to":null,"predecessors":"[]","doc_no":"云政发〔2025〕1号"}',X'2DF3514953F2DF6E19C6AB61B40394AE',X'976060892480B88EA1A6935A832E3C63DC6415729876C559230E2520A096ED2D');
INSERT INTO "journal" VALUES(8,1,3,'townships',1,'{"id":1,"row_version":2,"code":"999901101","name":"新镇","kind":"镇","function_class":"中心镇","valid_from":"2025-01-01","valid_to":null,"predecessors":"[]","doc_no":"云政发〔2025〕1号"}','{"id":1,"row_version":1,"code":"999901101","name":"第1镇","kind":"镇","function_class":"中心镇","valid_from":"2025-01-01","valid_to":null,"predecessors":"[]","doc_no":"云政发〔2025〕1号"}',X'5047719DCC12BBA1F764FF6DCCC9B8F4',X'9E4BBDADC7D8DFFE572719F7B8D2064027A396E93DE03309C4DBD676FDCC0C6C');
INSERT INTO "journal" VALUES(9,1,4,'townships',1,'{"id":1,"row_version":1,"code":"999901101","name":"第1镇","kind":"镇","function_class":"中心镇","valid_from":"2025-01-01","valid_to":null,"predecessors":"[]","doc_no":"云政发〔2025〕1号"}','{"id":1,"row_version":2,"code":"999901101","name":"新镇","kind":"镇","function_class":"中心镇","valid_from":"2025-01-01","valid_to":null,"predecessors":"[]","doc_no":"云政发〔2025〕1号"}',X'1CB7264C347D5D9CB7E05B44FE1AD118',X'1785B0B4E742C3A76E6522E99A1E2B535AB4031C97F6C41C26BFA4A970C4625E');
INSERT INTO "journal" VALUES(10,1,5,'plans',1,NULL,'{"id":1,"row_version":1,"topic":"staffing","title":"2025年行政编制核定方案","result":"{\"kind\":\"classification\",\"result\":{\"adoption\":\"\",\"book_version\":3,\"county\":{\"code\":\"999901\",\"name\":\"云岭县\"},\"method\":\"mean\",\"on\":\"2025-01-01\",\"parameters\":[],\"population\":\"registered\",\"rows\":[{\"code\":\"999901101\",\"distance\":\"-1/9\",\"index\":\"8/7\",\"kind\":\"镇\",\"leadership_actual\":11,\"leadership_held\":[],\"leadership_posts\":null,\"leadership_remarks\":[],\"leadership_titles\":null,\"missing\":[\"gdp\"],\"name\":\"第1镇\",\"near_cut\":true,\"nearest_cut\":1,\"overridden\":null,\"parts\":[{\"field\":\"gdp\",\"share\":\"2/7\",\"value\":\"1/3\"}],\"rank\":1,\"share\":\"100/7\",\"size_class\":1}],\"weights\":[[\"gdp\",\"1/5\"]],\"year\":2025}}","basis":"[{\"digest\":\"abababababababababababababababababababababababababababababababab\",\"pack_id\":\"s2\",\"text\":\"id = \\\"s2\\\"\\n# 三步\"}]","note":"试点","adopted_at":"2026-11-22T18:46:57.234989+00:00","adopted_by":"经办@编办","adopted_in":5}',X'3DB8526E854DB63F18E7ADD79BD2B9FB',X'59AE147BDDA700BA3C0506C65CC963160E118EC88280DC8607ECE60047148A19');
INSERT INTO "journal" VALUES(11,1,6,'plans',1,'{"id":1,"row_version":1,"topic":"staffing","title":"2025年行政编制核定方案","result":"{\"kind\":\"classification\",\"result\":{\"adoption\":\"\",\"book_version\":3,\"county\":{\"code\":\"999901\",\"name\":\"云岭县\"},\"method\":\"mean\",\"on\":\"2025-01-01\",\"parameters\":[],\"population\":\"registered\",\"rows\":[{\"code\":\"999901101\",\"distance\":\"-1/9\",\"index\":\"8/7\",\"kind\":\"镇\",\"leadership_actual\":11,\"leadership_held\":[],\"leadership_posts\":null,\"leadership_remarks\":[],\"leadership_titles\":null,\"missing\":[\"gdp\"],\"name\":\"第1镇\",\"near_cut\":true,\"nearest_cut\":1,\"overridden\":null,\"parts\":[{\"field\":\"gdp\",\"share\":\"2/7\",\"value\":\"1/3\"}],\"rank\":1,\"share\":\"100/7\",\"size_class\":1}],\"weights\":[[\"gdp\",\"1/5\"]],\"year\":2025}}","basis":"[{\"digest\":\"abababababababababababababababababababababababababababababababab\",\"pack_id\":\"s2\",\"text\":\"id = \\\"s2\\\"\\n# 三步\"}]","note":"试点","adopted_at":"2026-11-22T18:46:57.234989+00:00","adopted_by":"经办@编办","adopted_in":5}',NULL,X'5827E63B13254669A503C697E5EFF21A',X'BE1D3623E110692B671A93BC766EFFA4E390BC8388D0E3FFF35AE30A4FCBCDC6');
INSERT INTO "journal" VALUES(12,1,7,'plans',1,NULL,'{"id":1,"row_version":1,"topic":"staffing","title":"2025年行政编制核定方案","result":"{\"kind\":\"classification\",\"result\":{\"adoption\":\"\",\"book_version\":3,\"county\":{\"code\":\"999901\",\"name\":\"云岭县\"},\"method\":\"mean\",\"on\":\"2025-01-01\",\"parameters\":[],\"population\":\"registered\",\"rows\":[{\"code\":\"999901101\",\"distance\":\"-1/9\",\"index\":\"8/7\",\"kind\":\"镇\",\"leadership_actual\":11,\"leadership_held\":[],\"leadership_posts\":null,\"leadership_remarks\":[],\"leadership_titles\":null,\"missing\":[\"gdp\"],\"name\":\"第1镇\",\"near_cut\":true,\"nearest_cut\":1,\"overridden\":null,\"parts\":[{\"field\":\"gdp\",\"share\":\"2/7\",\"value\":\"1/3\"}],\"rank\":1,\"share\":\"100/7\",\"size_class\":1}],\"weights\":[[\"gdp\",\"1/5\"]],\"year\":2025}}","basis":"[{\"digest\":\"abababababababababababababababababababababababababababababababab\",\"pack_id\":\"s2\",\"text\":\"id = \\\"s2\\\"\\n# 三步\"}]","note":"试点","adopted_at":"2026-11-22T18:46:57.234989+00:00","adopted_by":"经办@编办","adopted_in":5}',X'BE54B17A10C7D02A0650D02894236ED1',X'67432DAF03EF6D8650DE34ABED52DECB5F01497FE18CF166F66343CE71473B24');
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
INSERT INTO "plans" VALUES(1,1,'staffing','2025年行政编制核定方案','{"kind":"classification","result":{"adoption":"","book_version":3,"county":{"code":"999901","name":"云岭县"},"method":"mean","on":"2025-01-01","parameters":[],"population":"registered","rows":[{"code":"999901101","distance":"-1/9","index":"8/7","kind":"镇","leadership_actual":11,"leadership_held":[],"leadership_posts":null,"leadership_remarks":[],"leadership_titles":null,"missing":["gdp"],"name":"第1镇","near_cut":true,"nearest_cut":1,"overridden":null,"parts":[{"field":"gdp","share":"2/7","value":"1/3"}],"rank":1,"share":"100/7","size_class":1}],"weights":[["gdp","1/5"]],"year":2025}}','[{"digest":"abababababababababababababababababababababababababababababababab","pack_id":"s2","text":"id = \"s2\"\n# 三步"}]','试点','2026-11-22T18:46:57.234989+00:00','经办@编办',5);
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
INSERT INTO "post_facts" VALUES(1,1,1,'admin','authorized',40,'2025-01-01','云编〔2025〕1号');
INSERT INTO "post_facts" VALUES(2,1,2,'admin','authorized',40,'2025-01-01','云编〔2025〕1号');
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
INSERT INTO "townships" VALUES(1,2,'999901101','新镇','镇','中心镇','2025-01-01',NULL,'[]','云政发〔2025〕1号');
INSERT INTO "townships" VALUES(2,1,'999901102','第2镇','镇',NULL,'2025-01-01',NULL,'[]','云政发〔2025〕2号');
CREATE UNIQUE INDEX uq_townships_open_code ON townships (code) WHERE valid_to IS NULL;
CREATE INDEX ix_indicators_year ON indicators (year);
CREATE INDEX ix_journal_change_id ON journal (change_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('county',1);
INSERT INTO "sqlite_sequence" VALUES('changes',7);
INSERT INTO "sqlite_sequence" VALUES('journal',12);
INSERT INTO "sqlite_sequence" VALUES('townships',2);
INSERT INTO "sqlite_sequence" VALUES('indicators',2);
INSERT INTO "sqlite_sequence" VALUES('post_facts',2);
INSERT INTO "sqlite_sequence" VALUES('plans',1);
COMMIT;
