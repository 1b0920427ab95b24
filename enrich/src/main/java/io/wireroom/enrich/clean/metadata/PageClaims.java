package io.wireroom.enrich.clean.metadata;

import io.wireroom.contract.address.Address;
import io.wireroom.enrich.clean.page.PageScan;
import io.wireroom.text.FoldedText;
import io.wireroom.text.SingleLine;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a page claims to be: it tells the data of its own article from that of others.
 *
 * @param titles folded: its headings of the first level, title element and title meta elements
 * @param addresses normalised: the one that answered and those that the page states for itself
 */
public record PageClaims(List<String> titles, Set<String> addresses) {

    /** Nothing is known about the page. */
    static final PageClaims NONE = new PageClaims(List.of(), Set.of());

    private static final int MAX_TITLES = 8;
    private static final int MAX_ADDRESSES = 16;
    private static final int MAX_CHARS = 300;
    private static final int LEAST_CHARS = 4;

    /** A pair of letters stands for a word in scripts without spaces. */
    private static final int PAIR = 2;

    private static final double FEW_WORDS = 3;

    public PageClaims {
        titles = List.copyOf(titles);
        addresses = Set.copyOf(addresses);
    }

    /** The claims of a page that was got from this address. */
    public static PageClaims of(PageScan scan, MetaTags metas, URI url) {
        var titles = new LinkedHashSet<String>();
        scan.found.headlines.stream().limit(MAX_TITLES).forEach(heading -> addTitle(titles, heading.node.text()));
        metas.first("og:title").ifPresent(title -> addTitle(titles, title));
        metas.first("twitter:title").ifPresent(title -> addTitle(titles, title));
        addTitle(titles, scan.page.title());
        var addresses = new LinkedHashSet<String>();
        addresses.add(url.toString());
        metas.first("og:url").ifPresent(addresses::add);
        scan.found.links.stream()
                .filter(link -> link.attr("rel").contains("canonical"))
                .map(link -> link.attr("href"))
                .distinct()
                .limit(MAX_ADDRESSES)
                .forEach(href -> addresses.add(PageAddress.absolute(scan.page.baseUri(), href)));
        return new PageClaims(
                new ArrayList<>(titles),
                addresses.stream().flatMap(one -> normal(one).stream()).collect(Collectors.toSet()));
    }

    private static void addTitle(Set<String> titles, String title) {
        var folded = FoldedText.fold(SingleLine.cut(title, MAX_CHARS));
        if (folded.length() >= LEAST_CHARS) {
            titles.add(folded);
        }
    }

    /** The normal form of an address; empty if it is not one of the web. */
    static Optional<String> normal(String address) {
        return Address.of(address).map(Address::value);
    }

    /** How much of a title one of the page's titles repeats, in [0, 1]; 1 if they are equal. */
    double likeness(String title) {
        var folded = FoldedText.fold(SingleLine.cut(title, MAX_CHARS));
        return titles.stream()
                .mapToDouble(one -> one.equals(folded) ? 1 : overlap(one, folded))
                .max()
                .orElse(0);
    }

    private static double overlap(String one, String other) {
        var words = FoldedText.overlap(one, other);
        var spaces = other.chars().filter(c -> c == ' ').count();
        return spaces >= FEW_WORDS ? words : Math.max(words, pairs(one, other));
    }

    /** The share of the pairs of letters of the shorter text that the other one has, too. */
    private static double pairs(String one, String other) {
        var shorter = one.length() < other.length() ? one : other;
        var longer = shorter.equals(one) ? other : one;
        var common = 0;
        for (int i = 0; i + PAIR <= shorter.length(); i++) {
            if (longer.contains(shorter.substring(i, i + PAIR))) {
                common++;
            }
        }
        return shorter.length() < PAIR ? 0 : (double) common / (shorter.length() - PAIR + 1);
    }
}
