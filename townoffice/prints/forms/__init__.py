"""The official tables: one module per table; records in, a Form (pure data) out.

Pure functions: no file, clock or rounding. Figures stay exact; words (依据, 备注, 注) are written
here, because only the table knows its index numbers. What a table claims about its sources comes
from the :class:`~townoffice.records.CitedValue` of the result, so ※ and the ※推定 line always agree
with the policy that was used, and an adopted plan prints from its own record alone.

Formulas are for the spreadsheet. A column gets one only where recalculating gives the stored value.

* ``classification`` 分类测算表, with ``class_columns`` and ``class_notes`` by method ·
  ``leadership`` 领导职数核定（配备）表
* ``staffing`` 编制测算（核定）表, with ``grounds`` (依据 of a row) and ``staffing_notes``
* ``comparison`` 方案对照表: up to four plans side by side
* ``basic`` 基本情况表 · ``situation`` 机构编制情况统计表 · ``usage`` 编制使用情况表, with the rates
* ``transfers`` 编制调剂方案表 · ``ledgers`` 编制调剂台账, 周转编制使用台账
* ``institutions`` 机构设置一览表 · ``register`` 机构编制沿革表, 机构编制核查情况表
* ``beside`` 派驻机构, 四个平台, 赋权清单 · ``enforcement`` 综合行政执法情况表
* ``modules`` 职能模块一览表
* ``reorganization`` 机构调整前后对照表 · ``tree`` 机构图
* ``evaluation`` 考核得分排名表, 计分明细表, 部门反向评价汇总表 · ``indicators`` 指标及计分表
* ``cited``, ``reported`` and ``words`` are what they share
"""

from townoffice.prints.forms.basic import basic_form
from townoffice.prints.forms.beside import agencies_form, platforms_form, rights_form
from townoffice.prints.forms.classification import classification_form
from townoffice.prints.forms.comparison import comparison_form
from townoffice.prints.forms.enforcement import enforcement_form
from townoffice.prints.forms.evaluation import detail_form, ranking_form, reverse_form
from townoffice.prints.forms.indicators import indicators_form
from townoffice.prints.forms.institutions import institutions_form, institutions_list_form
from townoffice.prints.forms.leadership import leadership_form
from townoffice.prints.forms.ledgers import transfer_ledger_form, turnover_ledger_form
from townoffice.prints.forms.modules import modules_form
from townoffice.prints.forms.register import check_form, lineage_form
from townoffice.prints.forms.reorganization import reorganization_form
from townoffice.prints.forms.situation import situation_form
from townoffice.prints.forms.staffing import staffing_form
from townoffice.prints.forms.transfers import transfers_form
from townoffice.prints.forms.tree import tree_form
from townoffice.prints.forms.usage import usage_form

__all__ = [
    "agencies_form",
    "basic_form",
    "check_form",
    "classification_form",
    "comparison_form",
    "detail_form",
    "enforcement_form",
    "indicators_form",
    "institutions_form",
    "institutions_list_form",
    "leadership_form",
    "lineage_form",
    "modules_form",
    "platforms_form",
    "ranking_form",
    "reorganization_form",
    "reverse_form",
    "rights_form",
    "situation_form",
    "staffing_form",
    "transfer_ledger_form",
    "transfers_form",
    "tree_form",
    "turnover_ledger_form",
    "usage_form",
]
