"""Weigh a draft as one types: what is wrong with it, what is odd, and what it would do.

Pure and cheap; :func:`townoffice.desk.institutions.commit` weighs once more against the book.
"""

from typing import TypeAlias

from townoffice.desk import (
    agency_acts,
    beside_acts,
    institution_acts,
    institution_joining,
    institution_keeping,
)
from townoffice.desk import beside_drafts as beside
from townoffice.desk import institution_drafts as drafts
from townoffice.desk.institution_known import Known
from townoffice.desk.institution_looking import Deed, Look, Weighed
from townoffice.desk.institution_plates import correct_plate, hang, take_down
from townoffice.desk.template_acts import TemplateDraft, apply_template

__all__ = ["Deed", "Draft", "Weighed", "weigh"]

_One: TypeAlias = (
    drafts.FoundDraft
    | drafts.EditDraft
    | drafts.CorrectDraft
    | drafts.ChangeDraft
    | drafts.RenameDraft
    | drafts.MoveDraft
    | drafts.CloseDraft
)
_Several: TypeAlias = drafts.MergeDraft | drafts.SplitDraft | TemplateDraft
_Plate: TypeAlias = drafts.HangDraft | drafts.CorrectPlateDraft | drafts.TakeDownDraft
_Agency: TypeAlias = (
    beside.AgencyDraft | beside.DevolveDraft | beside.OpinionDraft | beside.WithdrawDraft
)
_Beside: TypeAlias = (
    beside.EnforcementDraft
    | beside.PlatformDraft
    | beside.RightDraft
    | beside.UseDraft
    | beside.LeaderDraft
    | beside.WaiverDraft
    | beside.LiftDraft
)
Draft: TypeAlias = _One | _Several | _Plate | _Agency | _Beside


def weigh(known: Known, draft: Draft) -> Weighed:
    """Weigh a draft against what there is."""
    look = Look(known)
    if isinstance(draft, _One):
        return _one(look, draft)
    if isinstance(draft, _Several):
        return _several(look, draft)
    if isinstance(draft, _Plate):
        return _plate(look, draft)
    return _agency(look, draft) if isinstance(draft, _Agency) else _beside(look, draft)


def _one(look: Look, draft: _One) -> Weighed:
    match draft:
        case drafts.FoundDraft():
            return institution_acts.found(look, draft)
        case drafts.EditDraft():
            return institution_keeping.edit(look, draft)
        case drafts.CorrectDraft():
            return institution_keeping.correct(look, draft)
        case drafts.ChangeDraft():
            return institution_acts.change(look, draft)
        case drafts.RenameDraft():
            return institution_acts.rename(look, draft)
        case drafts.MoveDraft():
            return institution_acts.move(look, draft)
        case drafts.CloseDraft():
            return institution_acts.close(look, draft)


def _several(look: Look, draft: _Several) -> Weighed:
    match draft:
        case drafts.MergeDraft():
            return institution_joining.merge(look, draft)
        case drafts.SplitDraft():
            return institution_joining.split(look, draft)
        case TemplateDraft():
            return apply_template(look, draft)


def _plate(look: Look, draft: _Plate) -> Weighed:
    match draft:
        case drafts.HangDraft():
            return hang(look, draft)
        case drafts.CorrectPlateDraft():
            return correct_plate(look, draft)
        case drafts.TakeDownDraft():
            return take_down(look, draft)


def _agency(look: Look, draft: _Agency) -> Weighed:
    match draft:
        case beside.AgencyDraft():
            return agency_acts.keep(look, draft)
        case beside.DevolveDraft():
            return agency_acts.devolve(look, draft)
        case beside.OpinionDraft():
            return agency_acts.record_opinion(look, draft)
        case beside.WithdrawDraft():
            return agency_acts.withdraw(look, draft)


def _beside(look: Look, draft: _Beside) -> Weighed:
    match draft:
        case beside.EnforcementDraft():
            return beside_acts.enforcement(look, draft)
        case beside.PlatformDraft():
            return beside_acts.platform(look, draft)
        case beside.RightDraft():
            return beside_acts.grant_right(look, draft)
        case beside.UseDraft():
            return beside_acts.use_right(look, draft)
        case beside.LeaderDraft():
            return beside_acts.lead_module(look, draft)
        case beside.WaiverDraft():
            return beside_acts.waive(look, draft)
        case beside.LiftDraft():
            return beside_acts.lift(look, draft)
