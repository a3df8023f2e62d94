"""The report in a real browser: filters work, marks stand where offsets say, articles stay inert, no request leaves."""

import csv
import datetime
import itertools
import random

import pytest
from made import told
from report_pages import EVIL, evil_claim, folder, many, series, small
from samples import TEXT, claim, document, evidence, hostile, jsonl, raw

import kabar
from kabar.out.csvfile import defuse, restore
from kabar.report.build import report


def rows(page):
    return page.locator("tr[data-claim]")


def shows(page, count):
    """Wait until the table has so many rows."""
    page.wait_for_selector(f"table[aria-rowcount='{count + 1}']")
    assert rows(page).count() == count


def texts(locator):
    return [t.strip() for t in locator.all_text_contents()]


def test_overview_counts_and_failures(watch, tmp_path):
    page = watch(small(tmp_path))
    assert texts(page.locator(".tile"))[:2] == ["3 claims", "2 of 3 articles with claims"]
    assert "not_text broken.bin" in page.locator("#view-overview").inner_text()
    assert "binary <data>" in page.locator("#view-overview").inner_text()
    assert page.locator("section[aria-labelledby=head-bare] li").count() == 1


def test_article_is_its_text(watch, tmp_path):
    page = watch(small(tmp_path), "#articles")
    page.click(".docs button >> nth=2")
    assert page.locator("#text").text_content() == EVIL


def marks(page):
    """Every mark with the text that it holds and the text between its offsets in the article."""
    script = """() => { const all = document.getElementById('text').textContent;
        return [...document.querySelectorAll('#text mark')].map(
            m => [m.textContent, all.slice(m.dataset.start, m.dataset.end), m.dataset.claims, m.className]) }"""
    return page.evaluate(script)


def test_marks_stand_where_the_offsets_say(watch, tmp_path):
    page = watch(small(tmp_path), "#articles")
    page.click(".docs button >> nth=2")
    ((text, between, which, _),) = marks(page)
    assert (text, between, which) == ("1.200", "1.200", "2")
    page.click("#text mark")
    assert [m[0] for m in marks(page)] == ["Bengkel Tiga", "menjual", "1.200", "Maret 2031"]
    assert all(m[0] == m[1] for m in marks(page))


def test_overlapping_claims(watch, tmp_path):
    page = watch(small(tmp_path), "#articles")
    assert [(m[0], m[2]) for m in marks(page)] == [("1.", "0"), ("200", "0 1")]
    for chosen in ("0", "1", "0"):  # the same words lead round among their claims
        page.locator("#text mark[data-claims='0 1']").last.click()
        assert page.locator(".beside [aria-pressed=true]").get_attribute("data-claim") == chosen


def texts_of(seed):
    dice = random.Random(seed)
    return "Rantai Biru menjual sepeda. " + "".join(dice.choice("ab 🚲é\n") for _ in range(380))


def held_by(page):
    """What the marks of each claim hold together."""
    held = {}
    for words, _, which, _ in marks(page):
        for i in which.split():
            held[int(i)] = held.get(int(i), "") + words
    return held


def scattered(seed):
    """A text with characters outside the basic plane, and claims whose spans overlap in every way."""
    text, dice = texts_of(seed), random.Random(seed)
    for _ in range(40):
        start = dice.randrange(380)
        end = min(400, start + dice.randrange(1, 30))
        sentence = evidence(text, max(0, start - dice.randrange(20)), min(400, end + dice.randrange(20)))
        number = raw()["value"] | {"text": text[start:end], "start": start, "end": end}
        status = dice.choice(("actual", "target", "planned"))
        yield claim(text, subject=None, trigger=None, time=None, value=number, evidence=sentence, status=status)


@pytest.mark.parametrize("seed", range(3))
def test_any_overlap_is_marked_to_the_character(watch, tmp_path, seed):
    claims = list(scattered(seed))
    text = texts_of(seed)
    out = folder(tmp_path / "out", claims, texts={"a.txt": text})
    page = watch(report(str(out), out), "#articles")
    assert page.locator("#text").text_content() == text
    assert all(m[0] == m[1] for m in marks(page))
    assert held_by(page) == {i: text[c.value.start : c.value.end] for i, c in enumerate(claims)}


def test_hostile_article_is_inert(watch, tmp_path):
    page = watch(small(tmp_path), "#claims")
    rows(page).last.click()
    page.click("text=Show in the article")
    page.hover("#text mark >> nth=0")
    for view in ("overview", "timeline", "claims"):
        page.click(f"#to-{view}")
    page.wait_for_timeout(200)
    assert page.locator("script").count() == 2
    assert page.locator("img, iframe, object, embed, a[href^=javascript]").count() == 0
    assert page.title() == "out · kabar claims"


def test_claim_leads_to_its_sentence_and_back(watch, tmp_path):
    page = watch(small(tmp_path), "#claims")
    rows(page).last.click()
    page.click("text=Show in the article")
    assert page.locator("#text mark.slot.k-value").text_content() == "1.200"
    page.click("text=Show in the table")
    assert page.locator("tr[aria-selected=true]").get_attribute("data-claim") == "2"


def test_keyboard_alone(watch, tmp_path):
    page = watch(small(tmp_path))
    page.keyboard.press("3")
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    assert page.locator("tr[aria-selected=true]").get_attribute("data-claim") == "1"
    page.keyboard.press("Enter")
    assert page.locator("body").get_attribute("data-view") == "articles"
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    page.keyboard.press("c")
    assert page.locator("body").get_attribute("data-view") == "claims"
    page.keyboard.press("/")
    page.keyboard.type("bengkel")
    shows(page, 1)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()


def test_escape_clears_the_search_and_its_filter(watch, tmp_path):
    page = watch(small(tmp_path), "#claims")
    page.fill("#query", "bengkel")
    shows(page, 1)
    page.focus("#query")
    page.keyboard.press("Escape")
    shows(page, 3)
    assert page.input_value("#query") == ""
    assert page.evaluate("location.hash") == "#claims"
    page.focus("#query")
    page.keyboard.type("benglel")
    page.keyboard.press("Escape")  # before the box has waited for the end of the typing
    page.wait_for_timeout(150)
    assert rows(page).count() == 3


def test_keys_work_after_a_filter_was_clicked(watch, tmp_path):
    page = watch(small(tmp_path), "#claims")
    page.click(".chip[data-value=target]")
    page.keyboard.press("2")
    assert page.locator("body").get_attribute("data-view") == "timeline"


def test_status_filter(watch, tmp_path):
    page = watch(small(tmp_path), "#claims")
    page.click(".chip[data-value=target]")
    assert texts(rows(page).locator("td.c-predicate")) == ["sales"]
    page.click(".chip[data-value=planned]")
    assert rows(page).count() == 2
    page.click("text=Clear filters")
    assert rows(page).count() == 3


def test_menu_filter_and_address(watch, tmp_path):
    page = watch(small(tmp_path), "#claims")
    page.click("summary:has-text('Predicate')")
    page.locator("details[data-facet=predicate] input[type=checkbox][value=orders]").check()
    assert rows(page).count() == 1
    assert page.evaluate("location.hash") == "#claims?predicate=orders"


def test_address_opens_the_same_view(watch, tmp_path):
    page = watch(small(tmp_path), f"#articles?claim={evil_claim().id}")
    assert page.locator("#text").text_content() == EVIL
    assert page.locator("#text mark.k-value").count() == 1


def test_search_is_text_not_pattern(watch, tmp_path):
    page = watch(small(tmp_path), "#claims")
    page.fill("#query", "<img src=x onerror=alert(2)>")
    shows(page, 1)
    page.fill("#query", ".*(")
    page.wait_for_selector("text=No claim passes these filters.")


def test_sorting(watch, tmp_path):
    page = watch(report(str(folder(tmp_path / "out", many(30))), tmp_path), "#claims")
    page.click("th button:has-text('Value')")
    page.click("th button:has-text('Value')")
    assert rows(page).first.locator("td.c-who").inner_text() == "Rantai 00029"
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("Value")


def saved(page, path):
    with page.expect_download() as download:
        page.click("text=Save as CSV")
    download.value.save_as(path)
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_filtered_claims_are_saved(watch, tmp_path):
    page = watch(small(tmp_path), "#claims")
    page.click(".chip[data-value=target]")
    (row,) = saved(page, tmp_path / "claims.csv")
    made = evil_claim()
    assert row["id"] == made.id
    assert (row["amount"], row["min"], row["from"], row["duration"]) == ("1200", "1200", "2031-03-01", "")
    assert row["sentence"] == made.evidence.text
    assert (int(row["start"]), int(row["end"])) == (made.value.start, made.value.end)


def test_saved_cells_hold_no_formula(watch, tmp_path):
    page = watch(report(str(folder(tmp_path / "out", hostile())), tmp_path), "#claims")
    rows = saved(page, tmp_path / "claims.csv")
    assert [restore(row["object"]) for row in rows] == [c.object for c in hostile()]
    assert [row["object"] for row in rows] == [defuse(c.object) for c in hostile()]


def test_evidence_stands_in_for_an_absent_article(watch, tmp_path):
    page = watch(report(str(folder(tmp_path / "out", [evil_claim()])), tmp_path), "#articles")
    assert "not at hand" in page.locator("#text").inner_text()
    assert [m[0] for m in marks(page)] == ["1.200"]
    page.click("#text mark")
    assert [m[0] for m in marks(page)] == ["Bengkel Tiga", "menjual", "1.200", "Maret 2031"]


def test_changed_article_is_not_marked(watch, tmp_path):
    out = folder(tmp_path / "out", [evil_claim()], texts={"evil.txt": EVIL + " changed"})
    assert "not at hand" in watch(report(str(out), out), "#articles").locator("#text").inner_text()


@pytest.fixture
def timeline(watch, tmp_path):
    return watch(report(str(folder(tmp_path / "out", series())), tmp_path), "#timeline")


def mark(page, status):
    return page.locator(f"g.mark.s-{status}")


def test_timeline_draws_each_status_once(timeline):
    assert {s: mark(timeline, s).count() for s in ("actual", "target", "planned", "expected", "possible")} == {
        "actual": 1, "target": 1, "planned": 1, "expected": 1, "possible": 1,
    }  # fmt: skip
    assert mark(timeline, "actual").locator(".tag").text_content() == "Harian Uji ×2"


def test_timeline_draws_spans_and_bounds(timeline):
    kinds = lambda s: sorted(c for c in classes(mark(timeline, s)) if c in SHAPES)  # noqa: E731
    assert kinds("actual") == ["when"]
    assert kinds("target") == ["how open", "tip", "tip", "when open"]  # open to the left and upward
    assert kinds("planned") == ["how open", "tip", "tip", "when open"]
    assert kinds("expected") == ["how"]
    assert kinds("possible") == ["how open"]


SHAPES = {"when", "when open", "how", "how open", "tip"}


def classes(locator):
    return locator.locator("path").evaluate_all("list => list.map(e => e.getAttribute('class'))")


def test_timeline_shows_target_and_actual_of_one_time_and_value_apart(watch, tmp_path):
    same = [claim(status=s, time=raw()["time"] | {"text": s}) for s in ("actual", "target", "planned")]
    page = watch(report(str(folder(tmp_path / "out", same)), tmp_path), "#timeline")
    boxes = [page.locator(f"g.mark.s-{s} .touch").bounding_box() for s in ("actual", "target", "planned")]
    assert len({round(box["x"]) for box in boxes}) == 1, "a mark stands at its date and nowhere else"
    top = sorted(box["y"] for box in boxes)
    assert min(b - a for a, b in itertools.pairwise(top)) >= 14
    assert page.locator("path.stem").count() == 2


def axis(page):
    """The first and the last year of the time axis, and where they stand."""
    ticks = page.locator(".axis text[text-anchor=middle]")
    found = [(t.text_content(), t.bounding_box()) for t in ticks.all()]
    return [(int(words[-4:]), box["x"] + box["width"] / 2) for words, box in (found[0], found[-1])]


def test_every_mark_stands_at_its_date(watch, tmp_path):
    """Marks of many days and a few values: each where the time axis has its day, however they crowd."""
    days = [f"20{30 + n // 12:02}-{1 + n % 12:02}-15" for n in range(60)]
    time_of = lambda d: raw()["time"] | {"text": d, "value": d, "from": d, "to": d}  # noqa: E731
    claims = [
        claim(time=time_of(d), document=document(TEXT, path=f"{d}-{k}.txt"), status=("actual", "target")[k])
        for d in days
        for k in range(2)
    ]
    page = watch(report(str(folder(tmp_path / "out", claims)), tmp_path), "#timeline")
    (year, start), (last, end) = axis(page)
    scale = (end - start) / (datetime.date(last, 1, 1) - datetime.date(year, 1, 1)).days
    for mark in page.locator("g.mark").all():
        at = claims[int(mark.get_attribute("data-claims").split()[0])].time.from_
        wanted = start + scale * ((datetime.date.fromisoformat(at) - datetime.date(year, 1, 1)).days + 0.5)
        box = mark.locator(".touch").bounding_box()
        assert abs(box["x"] + box["width"] / 2 - wanted) < 2, at


def test_movements_have_an_axis_of_their_own(watch, tmp_path):
    rise = raw()["value"] | {
        "amount": 5.0,
        "min": 5.0,
        "max": 5.0,
        "unit": "%",
        "unit_kind": "percent",
        "change": "increase",
    }
    fall = rise | {"change": "decrease"}
    claims = [claim(), claim(value=rise, status="expected"), claim(value=fall, status="possible")]
    page = watch(report(str(folder(tmp_path / "out", claims)), tmp_path), "#timeline")
    page.select_option("#line-subject", "rantai biru")
    page.select_option("#line-predicate", "sales")
    assert texts(page.locator(".axis .unit")) == ["bicycles", "change, %"]
    y = {s: mark(page, s).locator(".touch").bounding_box()["y"] for s in ("actual", "expected", "possible")}
    assert y["actual"] < y["expected"] < y["possible"]


def test_undated_claims_stand_hollow_at_their_articles_day(watch, tmp_path):
    days = ("2031-04-02", "2031-08-02")
    claims = [
        claim(time=None, document=document(TEXT, path=d, sha256=f"{n:064}", published=d)) for n, d in enumerate(days)
    ]
    page = watch(report(str(folder(tmp_path / "out", [claim(), *claims])), tmp_path), "#timeline")
    page.select_option("#line-predicate", "sales")
    assert page.locator("g.mark.undated .hollow").count() == 2
    page.uncheck("#line-undated")
    assert page.locator("g.mark").count() == 1
    assert page.locator("g.mark.undated").count() == 0


def test_zoom(timeline):
    wide = timeline.locator("g.mark").count()
    for _ in range(6):
        timeline.click("button[title='Show less time']")
    assert timeline.locator("g.mark").count() < wide
    timeline.click("button[title='All of the time']")
    assert timeline.locator("g.mark").count() == wide


# --- facts ---


def facts_of(tmp_path, claims):
    """A report with the facts that ``kabar facts`` would write beside its claims."""
    pytest.importorskip("duckdb", reason="facts need the extra `facts`")
    pytest.importorskip("datasketch", reason="facts need the extra `facts`")
    out = folder(tmp_path / "out", claims)
    (out / "facts.jsonl").write_bytes(jsonl(kabar.facts(str(out))))
    return report(str(out), out)


def papers():
    """A target, its change and what came of it; two papers that contradict each other."""
    target = {"predicate": "deliveries", "unit": "bicycle", "status": "target", "time": "2031"}
    rows = [
        ("Rantai Biru wants to deliver 90,000 bicycles in 2031.", "90,000", target | {"day": "2031-02-01"}),
        ("Demand was strong: Rantai Biru now plans 120,000.", "120,000", target | {"day": "2031-08-10"}),
        (
            "All in all Rantai Biru brought 121,500 to its buyers.",
            "121,500",
            target | {"status": "actual", "day": "2032-01-09"},
        ),
    ]
    for text, words, given in rows:
        yield told(text + "\n", number=words, amount=float(words.replace(",", "")), path=words, **given)
    for words, path in (("41", "Kabar A"), ("57", "Kabar B")):
        text = f"Off Kota Baru {words} people died when the Kapal Hijau sank near Pulau Besar, the harbour said.\n"
        given = {"predicate": "deaths", "unit": "person", "time": "2031-05-05", "day": "2031-05-06"}
        yield told(text, who="Kapal Hijau", number=words, amount=float(words), path=path, **given)


def test_facts_tell_revisions_outcomes_and_conflicts(watch, tmp_path):
    page = watch(facts_of(tmp_path, list(papers())), "#facts")
    assert page.locator("#fact h2").text_content() == "Rantai Biru · deliveries · 2031"
    words = page.locator("#fact").inner_text()
    for part in ("+30,000 (+33.3 %)", "reached", "by 120,000", "2031-02-01"):
        assert part in words
    assert page.locator("#fact path.step").count() == 1
    assert page.locator("#fact path.came").count() >= 1
    page.click("[data-kind=conflict]")
    assert texts(page.locator(".against .link")) == [c.evidence.text for c in list(papers())[3:]]
    page.click(".against .link >> nth=1")
    assert page.locator("body").get_attribute("data-view") == "articles"
    assert page.locator("#text mark.slot.k-value").text_content() == "57"
    page.click("text=Beside other claims")
    assert page.locator("#fact h2").text_content() == "Kapal Hijau · deaths · 2031-05-05"


def test_facts_follow_the_filters(watch, tmp_path):
    page = watch(facts_of(tmp_path, list(papers())), "#facts")
    assert page.locator("#view-facts .docs button").count() == 2
    page.fill("#query", "harbour")
    page.wait_for_selector("#view-facts .docs li:only-child")
    assert page.locator("#fact h2").text_content().startswith("Kapal Hijau")


def test_without_facts_the_view_says_how_to_make_them(watch, tmp_path):
    page = watch(small(tmp_path), "#facts")
    assert "kabar facts FOLDER -o FOLDER" in page.locator("#fact").inner_text()


def test_timeline_by_keyboard(timeline):
    timeline.focus("g.mark[tabindex='0']")
    assert timeline.locator("#tip").is_visible()
    timeline.keyboard.press("ArrowRight")
    assert timeline.locator("g.mark:focus").count() == 1
    timeline.keyboard.press("Enter")
    assert timeline.locator("body").get_attribute("data-view") == "articles"


def test_timeline_in_lanes(timeline):
    timeline.select_option("#line-predicate", "")
    assert timeline.locator("g.mark").count() == 6
    assert texts(timeline.locator(".lane")) == ["sales"]


def test_timeline_of_nothing(timeline):
    timeline.fill("#query", "nothing that is there")
    timeline.wait_for_selector("text=No dated claim in this choice.")


def test_ten_thousand_claims(watch, tmp_path):
    html = report(str(folder(tmp_path / "out", many(10_000))), tmp_path)
    page = watch(html, "#claims")
    assert rows(page).count() < 80
    page.evaluate("document.getElementById('rows').scrollTop = 1e9")
    page.wait_for_selector("td.c-who:has-text('Rantai 09999')")
    page.fill("#query", "rantai 0777")
    shows(page, 11)  # 00777 and 07770 to 07779


def test_no_claims_at_all(watch, tmp_path):
    page = watch(report(str(folder(tmp_path / "out", [])), tmp_path))
    for view in ("timeline", "claims", "articles"):
        page.click(f"#to-{view}")
    assert page.locator("text=No article to show.").is_visible()


PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}


@pytest.mark.parametrize("view", ["overview", "timeline", "claims", "articles", "facts"])
def test_phone_has_no_sideways_scroll(watch, tmp_path, view):
    page = watch(small(tmp_path), f"#{view}", **PHONE)
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1] == 390


def test_phone_filters_open(watch, tmp_path):
    page = watch(small(tmp_path), "#claims", **PHONE)
    page.click("button.more")
    page.click(".chip[data-value=target]")
    assert rows(page).count() == 1
    assert rows(page).locator("td.c-sentence").is_visible()


UNNAMED = """() => [...document.querySelectorAll('button, a[href], input, select, [role=button], summary')]
    .filter(e => !(e.getAttribute('aria-label') || e.textContent.trim() || (e.labels && e.labels.length)))
    .map(e => e.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize("view", ["overview", "timeline", "claims", "articles", "facts"])
def test_landmarks_and_names(watch, tmp_path, view):
    page = watch(small(tmp_path), f"#{view}")
    found = {name: page.locator(name).count() for name in ("main", "header.top", "nav[aria-label=Views]", "h1")}
    assert found == {"main": 1, "header.top": 1, "nav[aria-label=Views]": 1, "h1": 5}
    assert page.evaluate(UNNAMED) == []
    assert page.locator("[aria-current=page]").count() == 1
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


CONTRAST = """() => {
    const lum = c => { const v = c.map(x => { x /= 255; return x <= .04045 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4 });
        return .2126 * v[0] + .7152 * v[1] + .0722 * v[2] };
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgba = text => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data] };
    const ground = e => { const layers = [];
        for (; e; e = e.parentElement) layers.push(rgba(getComputedStyle(e).backgroundColor));
        const over = (under, c) => under.map((u, i) => u + (c[i] - u) * c[3] / 255);
        return layers.reverse().reduce(over, [255, 255, 255]) };
    const low = [];
    for (const e of document.querySelectorAll('body *')) {
        const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
        if (!own || !e.getClientRects().length || e.closest('svg, .sr, .skip, [hidden]')) continue;
        const [a, b] = [lum(rgba(getComputedStyle(e).color)), lum(ground(e))].sort((x, y) => y - x);
        const ratio = (a + .05) / (b + .05);
        if (ratio < 4.5) low.push([ratio.toFixed(2), e.className, e.textContent.slice(0, 40)]);
    }
    return low }"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["overview", "timeline", "claims", "articles", "facts"])
def test_contrast(watch, tmp_path, view, scheme):
    page = watch(small(tmp_path), f"#{view}?claim={evil_claim().id}&status=target", color_scheme=scheme)
    assert page.evaluate(CONTRAST) == []


def test_theme_by_choice(watch, tmp_path):
    page = watch(small(tmp_path), color_scheme="light")
    ground = "getComputedStyle(document.body).color"
    before = page.evaluate(ground)
    page.click("#theme")
    page.click("#theme")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate(ground) != before


def test_article_in_lines_of_its_own(watch, tmp_path):
    """The sample's sentence as the page shows it, to the character."""
    page = watch(small(tmp_path), "#articles")
    assert page.locator("#text").text_content() == TEXT


# --- one name, room, paper ---


def twice_named():
    """One subject by its id under two names, the one more often than the other, and one without a publisher."""
    for n, name in enumerate(("minyak", "oil", "oil")):
        who = raw()["subject"] | {"name": name, "id": "Q1", "how": "noun"}
        site = {"publisher": None, "url": "https://www.warta.example/a"} if n == 1 else {}
        site = {"publisher": None, "url": None} if n == 2 else site
        yield claim(subject=who, document=document(TEXT, path=f"{n}.txt", sha256=f"{n:064}", **site))


def test_a_subject_has_one_name_in_every_view(watch, tmp_path):
    page = watch(report(str(folder(tmp_path / "out", twice_named())), tmp_path), "#claims")
    assert set(texts(rows(page).locator("td.c-who"))) == {"oil"}
    rows(page).first.click()
    assert page.locator(".detail .lead b").first.text_content() == "oil"
    page.click("#to-timeline")
    assert page.locator("#line-subject option[value=Q1]").text_content() == "oil (3)"
    assert "minyak" not in page.locator("#view-timeline").inner_text()
    page.click("#to-overview")
    assert "minyak" not in page.locator("#view-overview").inner_text()
    page.fill("#query", "minyak")  # but it is still found by the other
    page.wait_for_selector("text=1 of 3 claims")


def test_what_is_not_said_is_no_source(watch, tmp_path):
    page = watch(report(str(folder(tmp_path / "out", twice_named())), tmp_path))
    card = page.locator("section[aria-labelledby=head-source]")
    assert texts(card.locator(".bars .name")) == ["Harian Uji", "warta.example"]
    card.locator("text=(no publisher)").click()
    page.wait_for_selector("text=1 of 3 claims")


OVERPRINTED = """() => {
    const labels = [...document.querySelectorAll('mark.slot[data-label]')].map(e => {
        const range = document.createRange(); range.selectNodeContents(e);
        const wide = e.dataset.label.length * 0.5 * 0.58 * parseFloat(getComputedStyle(e).fontSize);
        const box = e.getClientRects()[0];
        return { left: box.left, right: Math.max(box.left + wide, 0), top: box.top, words: e.dataset.label } });
    return labels.flatMap((a, i) => labels.slice(i + 1)
        .filter(b => Math.abs(a.top - b.top) < 8 && a.left < b.right && b.left < a.right)
        .map(b => [a.words, b.words])) }"""


def test_tags_of_neighbours_do_not_cover_each_other(watch, tmp_path):
    """Slots of one short word beside each other: each is as wide as its tag."""
    text = "Aa ab 7 kg.\nB\n"
    spans = {name: (at, at + 2) for name, at in (("subject", 0), ("trigger", 3))}
    one = lambda name: {"text": text[slice(*spans[name])], "start": spans[name][0], "end": spans[name][1]}  # noqa: E731
    made = claim(
        text,
        subject=raw()["subject"] | one("subject"),
        trigger=one("trigger"),
        value=raw()["value"] | {"text": "7", "start": 6, "end": 7},
        time=None,
        attribution=None,
        place=None,
        evidence=evidence(text, 0, 11),
    )
    page = watch(report(str(folder(tmp_path / "out", [made])), tmp_path), "#claims")
    rows(page).first.click()
    assert page.locator(".detail mark.slot").count() == 3
    assert page.evaluate(OVERPRINTED) == []
    assert page.evaluate("CSS.supports('display', 'ruby-text')")
    assert page.locator(".detail blockquote").text_content() == "Aa ab 7 kg."


def test_the_sentence_has_the_room_that_others_leave(watch, tmp_path):
    page = watch(report(str(folder(tmp_path / "out", many(40))), tmp_path), "#claims")
    wide = {name: page.locator(f"th.c-{name}").bounding_box()["width"] for name in ("sentence", "value", "predicate")}
    assert wide["sentence"] > 350
    assert wide["sentence"] > 2 * max(wide["value"], wide["predicate"])
    cells = "[...document.querySelectorAll('td.c-value .cut, td.c-time .cut, td.c-predicate .cut')]"
    assert page.evaluate(f"{cells}.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)") == []


def test_on_a_phone_the_article_is_in_sight(watch, tmp_path):
    page = watch(small(tmp_path), "#articles", **PHONE)
    top = page.locator("#main").bounding_box()["y"]
    assert top < 0.13 * 780, "header and filters"
    page.click("#text mark >> nth=0")
    beside, box = (page.locator(name).bounding_box() for name in (".beside", "#text mark >> nth=0"))
    assert beside["height"] < 0.2 * 780, "the claims leave most of the screen to the article"
    assert top < box["y"] < beside["y"]


def test_print_shows_all_rows_dark_on_light(watch, tmp_path):
    page = watch(report(str(folder(tmp_path / "out", many(300))), tmp_path), "#claims", color_scheme="dark")
    few = rows(page).count()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert few < 100 < rows(page).count() == 300
    assert page.locator("header.top").is_hidden()
    assert page.evaluate("document.body.scrollHeight") > 300 * 20
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 27, 25)"
    page.set_viewport_size({"width": 690, "height": 1000})  # A4 within its margins
    assert page.locator("th.c-sentence").bounding_box()["width"] > 200
    assert page.evaluate("document.documentElement.scrollWidth") <= 690
    left = [[page.locator(f"{t}.c-{n}").first.bounding_box()["x"] for n in ("said", "sentence")] for t in ("th", "td")]
    assert left[0] == left[1], "heads stand above their cells"
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert rows(page).count() == few


# --- languages ---


def test_the_page_speaks_indonesian(watch, tmp_path):
    page = watch(small(tmp_path), "#claims?lang=id")
    assert page.evaluate("document.documentElement.lang") == "id"
    assert texts(page.locator("#views a")) == ["Ikhtisar", "Lini masa", "Klaim", "Artikel", "Fakta"]
    row = rows(page).first
    assert row.locator("td.c-predicate").text_content() == "penjualan"
    assert row.locator("td.c-value").text_content().startswith("1.200 ")
    page.select_option("#language", "en")
    page.wait_for_selector("body[data-ready]")
    page.wait_for_selector("#views a:has-text('Overview')")
    assert page.evaluate("location.hash") == "#claims?lang=en"


def test_the_browsers_language_is_taken(watch, tmp_path):
    assert watch(small(tmp_path), locale="id-ID").locator("html").get_attribute("lang") == "id"


@pytest.mark.parametrize("view", ["overview", "timeline", "claims", "articles", "facts"])
def test_phone_has_no_sideways_scroll_in_indonesian(watch, tmp_path, view):
    page = watch(small(tmp_path), f"#{view}?lang=id", **PHONE)
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1] == 390


# --- how sure ---


def doubtful(tmp_path):
    """The page of four claims that are sure to 20, 45, 70 and 95 percent."""
    known = raw()["confidence"]
    claims = [
        claim(predicate=p, confidence=known | {"all": n}) for p, n in zip("abcd", (0.2, 0.45, 0.7, 0.95), strict=True)
    ]
    return report(str(folder(tmp_path / "sure", claims, texts={"a.txt": TEXT})), tmp_path / "sure")


def slide(page, number):
    page.locator("#sure").evaluate("(e, n) => { e.value = n; e.dispatchEvent(new Event('input')) }", number)


def test_the_slider_leaves_what_is_sure_enough(watch, tmp_path):
    page = watch(doubtful(tmp_path), "#claims")
    shows(page, 4)
    assert texts(rows(page).locator("td.c-sure")) == ["20 %", "45 %", "70 %", "95 %"]
    slide(page, 45)
    shows(page, 3)
    assert page.locator("label.slider output").inner_text() == "≥ 45 %"
    assert "sure=45" in page.url
    page.click("button:has-text('Clear filters')")
    shows(page, 4)
    assert "sure=" not in page.url


def test_the_bound_stands_in_the_address_and_in_the_detail(watch, tmp_path):
    page = watch(doubtful(tmp_path), "#claims?sure=90")
    shows(page, 1)
    assert page.locator("#sure").input_value() == "90"
    rows(page).first.click()
    told = page.locator("#detail dt", has_text="sure").locator("xpath=following-sibling::dd[1]").inner_text()
    assert told.startswith("95 % claim 98 %, subject 75 %")


def test_the_sure_come_first_when_asked(watch, tmp_path):
    page = watch(doubtful(tmp_path), "#claims")
    page.click("th.c-sure button")
    page.click("th.c-sure button")
    page.wait_for_selector("th.c-sure[aria-sort=descending]")
    assert texts(rows(page).locator("td.c-sure")) == ["95 %", "70 %", "45 %", "20 %"]


def test_no_slider_where_all_are_as_sure(watch, tmp_path):
    page = watch(small(tmp_path), "#claims")
    shows(page, 3)
    assert page.locator("#sure, .c-sure").count() == 0
