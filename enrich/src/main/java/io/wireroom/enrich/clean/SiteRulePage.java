package io.wireroom.enrich.clean;

import io.wireroom.contract.FieldRule;
import io.wireroom.contract.RejectReason;
import io.wireroom.enrich.clean.body.BodyExtractor.Body;
import io.wireroom.enrich.clean.dates.DateFinder;
import io.wireroom.enrich.clean.dates.FoundDate;
import io.wireroom.enrich.clean.metadata.Sourced;
import io.wireroom.enrich.clean.page.BlockText;
import io.wireroom.enrich.clean.page.Deadline;
import io.wireroom.enrich.clean.page.LineVerdict;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.enrich.rules.PageSelector;
import io.wireroom.enrich.rules.SiteRule;
import io.wireroom.text.FoldedText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/**
 * Applies a site's rule to a page, after everything else: the content hash is taken over what was found without it. One per
 * page; not thread-safe.
 */
final class SiteRulePage {

    private static final Set<RejectReason> TOO_LITTLE =
            Set.of(RejectReason.NO_TEXT, RejectReason.TOO_SHORT, RejectReason.INDEX_PAGE);

    private final SiteRule rule;
    private final PageScan scan;
    private final Deadline deadline;
    private final List<PageLine> kept;
    private final Set<Element> dropped;
    private final List<String> titles;
    private final List<String> missed = new ArrayList<>();

    SiteRulePage(SiteRule rule, PageScan scan, Deadline deadline) {
        this.rule = rule;
        this.scan = scan;
        this.deadline = deadline;
        dropped = elements(rule.drop());
        kept = kept(elements(rule.keep()));
        titles = texts(rule.title(), "title");
        if (kept.isEmpty() && !rule.keep().isEmpty()) {
            missed.add("keep selects no text");
        }
    }

    /** Whether the site rule overrides a rejection, because it provides what was missing. */
    boolean overrules(RejectReason reason) {
        return reason == RejectReason.NO_TITLE ? !titles.isEmpty() : TOO_LITTLE.contains(reason) && !kept.isEmpty();
    }

    /** The body to use if the rule overrides the rejection. */
    Body body(Body found) {
        return kept.isEmpty() ? found : found.ruledAs(kept);
    }

    /** The article with the fields that the rule gives. */
    Content apply(Content found, List<PageLine> lines, DateFinder dates) {
        var headline = titles.isEmpty()
                ? found.headline()
                : Optional.of(new Sourced<>(titles.getFirst(), FieldRule.SITE_RULE));
        var published = date(dates).orElse(found.published());
        var printed = texts(rule.author(), "author");
        var text = kept.isEmpty()
                ? withoutDropped(lines)
                : keptText(lines, headline.map(Sourced::value).orElse(""));
        var standfirst = found.standfirst();
        var notes = new HashMap<String, String>();
        if (standfirst != null && !text.text().lines().toList().contains(standfirst)) {
            standfirst = null;
            notes.put("subtitle", "absent: its line is not in the text by a site rule");
        }
        if (!missed.isEmpty()) {
            notes.put("siteRule", String.join("; ", missed));
        }
        return new Content(
                headline,
                standfirst,
                text,
                kept.isEmpty() ? found.textRule() : FieldRule.SITE_RULE,
                printed.isEmpty() ? found.authors() : found.authors().ofSiteRule(printed),
                published,
                kept.isEmpty() ? lines.size() - text.blocks().size() : 0,
                notes);
    }

    private Optional<FoundDate> date(DateFinder dates) {
        var date = found(rule.date()).stream()
                .flatMap(element -> dates.read(element).stream())
                .findFirst();
        if (date.isEmpty() && !rule.date().isEmpty()) {
            missed.add("date selects no date");
        }
        return date.map(one -> FoundDate.Dated.of(one, FieldRule.SITE_RULE, one.original()));
    }

    private BlockText keptText(List<PageLine> lines, String title) {
        lines.forEach(line -> line.setVerdict(LineVerdict.NOT_RULED_IN));
        var foldedTitle = FoldedText.fold(title);
        var own = kept.stream()
                .filter(line -> !FoldedText.fold(line.text()).equals(foldedTitle))
                .toList();
        var whole = own.isEmpty() ? kept : own;
        whole.forEach(line -> line.setVerdict(LineVerdict.RULED_IN));
        return BlockText.of(whole);
    }

    private BlockText withoutDropped(List<PageLine> lines) {
        var left = lines.stream().filter(line -> !isWithin(line, dropped)).toList();
        if (left.isEmpty()) {
            missed.add("drop selects all of the text, so none was dropped");
            return BlockText.of(lines);
        }
        lines.stream().filter(line -> isWithin(line, dropped)).forEach(line -> line.setVerdict(LineVerdict.RULED_OUT));
        return BlockText.of(left);
    }

    private List<PageLine> kept(Set<Element> keep) {
        if (keep.isEmpty()) {
            return List.of();
        }
        var lines = new ArrayList<PageLine>();
        for (var line : scan.lines) {
            deadline.check();
            if (isWithin(line, keep) && !isWithin(line, dropped)) {
                lines.add(line);
            }
        }
        return List.copyOf(lines);
    }

    private static boolean isWithin(PageLine line, Set<Element> elements) {
        if (elements.isEmpty()) {
            return false;
        }
        for (var element = line.owner(); element != null; element = element.parent) {
            if (elements.contains(element.node)) {
                return true;
            }
        }
        return false;
    }

    private List<String> texts(List<PageSelector> selectors, String key) {
        var texts = found(selectors).stream()
                .map(element -> FoldedText.tidy(element.hasAttr("content") ? element.attr("content") : element.text()))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        if (texts.isEmpty() && !selectors.isEmpty()) {
            missed.add(key + " selects no text");
        }
        return texts;
    }

    private List<Element> found(List<PageSelector> selectors) {
        return selectors.stream().flatMap(this::select).toList();
    }

    private Set<Element> elements(List<PageSelector> selectors) {
        var elements = Collections.newSetFromMap(new IdentityHashMap<Element, Boolean>());
        selectors.stream().flatMap(this::select).forEach(elements::add);
        return elements;
    }

    private Stream<Element> select(PageSelector selector) {
        deadline.checkNow();
        return selector.select(scan.page).stream();
    }
}
