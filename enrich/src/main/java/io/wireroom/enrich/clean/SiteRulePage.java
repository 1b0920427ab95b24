package io.wireroom.enrich.clean;

import io.wireroom.contract.RejectReason;
import io.wireroom.enrich.clean.Cleaned.Extracted;
import io.wireroom.enrich.clean.authors.AuthorFinder;
import io.wireroom.enrich.clean.body.BodyExtractor.Body;
import io.wireroom.enrich.clean.dates.DateFinder;
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
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/**
 * What a site's rule makes of a page. It is asked while the page's tree is there, and has its say after everything else:
 * what was found without it stays what the content hash is taken over. One per page; not thread-safe.
 */
final class SiteRulePage {

    /** In provenance, for fields that the rule gave. */
    private static final String RULE = "site-rule";

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

    /** Whether the page is an article all the same: what was found missing is what the rule has. */
    boolean overrules(RejectReason reason) {
        return reason == RejectReason.NO_TITLE ? !titles.isEmpty() : TOO_LITTLE.contains(reason) && !kept.isEmpty();
    }

    /** What to take for the extraction where the rule overrules. */
    Body body(Body found) {
        return kept.isEmpty()
                ? found
                : new Body(kept, null, found.container(), found.pageChars(), found.pageLinkChars(), 1);
    }

    /** The article as the rule has it. */
    Extracted apply(Extracted plain, List<PageLine> lines, DateFinder dates) {
        var fields = new HashMap<>(plain.fields());
        var notes = new HashMap<>(plain.notes());
        var title = titles.isEmpty() ? plain.title() : titles.getFirst();
        var published = plain.publishedAt();
        for (var element : found(rule.date())) {
            var date = dates.read(element);
            if (date.isPresent()) {
                published = date.get().instant();
                notes.put("publishedAt", date.get().original());
                fields.put("publishedAt", RULE);
                break;
            }
        }
        if (!rule.date().isEmpty() && !RULE.equals(fields.get("publishedAt"))) {
            missed.add("date selects no date");
        }
        var printed = texts(rule.author(), "author");
        var authors = printed.isEmpty() ? plain.authors() : AuthorFinder.names(printed);
        if (!titles.isEmpty()) {
            fields.put("title", RULE);
        }
        if (!printed.isEmpty()) {
            fields.put("byline", RULE);
            if (authors.isEmpty()) {
                fields.remove("authors");
                notes.put("authors", "absent: what the site rule selects names no person");
            } else {
                fields.put("authors", RULE);
                notes.remove("authors");
            }
        }
        var text = text(lines, title, fields, notes);
        var subtitle = plain.subtitle();
        if (subtitle != null && !text.text().lines().toList().contains(subtitle)) {
            subtitle = null;
            fields.remove("subtitle");
            notes.put("subtitle", "absent: its line is not in the text by a site rule");
        }
        if (!missed.isEmpty()) {
            notes.put("siteRule", String.join("; ", missed));
        }
        return plain.ruledAs(
                title,
                subtitle,
                text,
                printed.isEmpty() ? plain.byline() : String.join(", ", printed),
                authors,
                published,
                fields,
                notes);
    }

    private BlockText text(List<PageLine> lines, String title, Map<String, String> fields, Map<String, String> notes) {
        if (!kept.isEmpty()) {
            lines.forEach(line -> line.meets(LineVerdict.NOT_RULED_IN));
            var foldedTitle = FoldedText.fold(title);
            var own = kept.stream()
                    .filter(line -> !FoldedText.fold(line.text()).equals(foldedTitle))
                    .toList();
            var whole = own.isEmpty() ? kept : own;
            whole.forEach(line -> line.meets(LineVerdict.RULED_IN));
            fields.put("text", RULE);
            return BlockText.of(whole);
        }
        var left = lines.stream().filter(line -> !isWithin(line, dropped)).toList();
        if (left.isEmpty()) {
            missed.add("drop selects all of the text, so none was dropped");
            return BlockText.of(lines);
        }
        if (left.size() < lines.size()) {
            lines.stream().filter(line -> isWithin(line, dropped)).forEach(line -> line.meets(LineVerdict.RULED_OUT));
            notes.put("text", "lines dropped by a site rule: " + (lines.size() - left.size()));
        }
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
        for (var box = line.owner(); box != null; box = box.parent) {
            if (elements.contains(box.element)) {
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
