"""Things done too early, too late or in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from fault import SERVED, Expected, Fault, entered
from generated_households import Household


def short_notice() -> Fault:
    def plant(one: Household, rng: Random) -> bool:
        if not entered(one):
            return False
        late = one.days.entered - timedelta(hours=rng.choice((40, 47)), minutes=rng.choice((0, 50)))
        for document, name in (("inspection_notice", "received_at"), ("delivery_receipt", "delivered")):
            if document in one.papers:
                one.papers[document][name] = late
        return True

    def expect(one: Household) -> Iterator[Expected]:
        if entered(one) and any(name in one.papers for name in SERVED):
            yield Expected("DAT302", entered(one))

    return Fault("less than 48 hours", ("delivery",), plant, expect)


def short_month() -> Fault:
    def plant(one: Household, rng: Random) -> bool:
        day = one.days.entered.date() - timedelta(days=rng.choice((12, 25)))
        if one.by_leaflet and one.handed_on:
            one.handed_on = day
        elif "advance_notice" in one.papers:
            at = datetime.combine(day, datetime.min.time().replace(hour=9))
            one.papers["advance_notice"] |= {"notified_on": day, "acknowledged_at": at}
        else:
            return False
        return bool(entered(one))

    def expect(one: Household) -> Iterator[Expected]:
        if entered(one):
            yield Expected("DAT301", entered(one))

    return Fault("less than a month", ("told",), plant, expect)


def late_publication() -> Fault:
    def plant(one: Household, rng: Random) -> bool:
        if "result_publication" not in one.papers:
            return False
        one.papers["result_publication"]["published_on"] = one.days.finished + timedelta(days=rng.choice((45, 60)))
        return True

    def expect(one: Household) -> Iterator[Expected]:
        if "result_publication" in one.papers:
            yield Expected("DAT303", ("result_publication",), "published_on")

    return Fault("published late", ("publication",), plant, expect)


def approved_afterwards() -> Fault:
    def plant(one: Household, _: Random) -> bool:
        if "approval_form" not in one.papers:
            return False
        one.papers["approval_form"]["approved_on"] = one.days.delivered.date() + timedelta(days=3)
        return True

    def expect(one: Household) -> Iterator[Expected]:
        served = tuple(name for name in SERVED if name in one.papers)
        if "approval_form" in one.papers and served:
            yield Expected("DAT305", served)

    return Fault("approved after the delivery", ("delivery",), plant, expect)


def looked_early() -> Fault:
    def plant(one: Household, _: Random) -> bool:
        if "reinspection_record" not in one.papers:
            return False
        early = one.days.looked_again - timedelta(days=9)
        one.papers["reinspection_record"]["reinspection_started"] = early
        return True

    def expect(one: Household) -> Iterator[Expected]:
        if {"rectification_order", "reinspection_record"} <= set(one.papers):
            yield Expected("DAT305", ("reinspection_record",), "reinspection_started")

    return Fault("looked again before the time was up", ("reinspection",), plant, expect)


def outside_the_plan() -> Fault:
    def plant(one: Household, _: Random) -> bool:
        day = one.days.entered.date()
        if "advance_notice" not in one.papers:
            return False
        one.papers["advance_notice"]["planned_period"] = [day + timedelta(days=5), day + timedelta(days=30)]
        return True

    def expect(one: Household) -> Iterator[Expected]:
        if "advance_notice" in one.papers and entered(one):
            yield Expected("DAT306", entered(one))

    return Fault("outside the planned time", ("planned_period",), plant, expect)
