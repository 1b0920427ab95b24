package io.wireroom.ingest.fetch;

import io.wireroom.ingest.fetch.SourceReader.Offer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Selects the newest of more entries than can be remembered, whatever their order: by their dates; those without a date by
 * the date or the running number in their addresses; otherwise from both ends, where news are added. Pure.
 */
final class NewestFirst {

    private static final Pattern DATE =
            Pattern.compile("(?<!\\d)((?:19|20)\\d{2})[/_.-]?(0[1-9]|1[0-2])(?:[/_.-]?(0[1-9]|[12]\\d|3[01])(?!\\d))?");
    private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\d{3,15}(?!\\d)");

    /** Of ten addresses, so many must have a date or a number: others stand for no order. */
    private static final int MOST_OF_TEN = 8;

    private NewestFirst() {}

    /** At most this many; the newest first where there are more, otherwise unchanged. */
    static List<Offer> of(List<Offer> offers, int most) {
        if (offers.size() <= most) {
            return offers;
        }
        var dated = offers.stream()
                .filter(offer -> Horizon.dateOf(offer.entry()) != null)
                .sorted(Comparator.comparing(
                        (Offer offer) -> Objects.requireNonNull(Horizon.dateOf(offer.entry())),
                        Comparator.reverseOrder()))
                .toList();
        var undated = undated(offers);
        var ofDated = Math.min(dated.size(), Math.max(most - undated.size(), most - most / 4));
        var newest = new ArrayList<>(dated.subList(0, ofDated));
        newest.addAll(Undated.of(undated).newest(most - ofDated));
        return newest;
    }

    /** Those with a date unmoved, then those without, the newest by their addresses first. */
    static List<Offer> withoutDates(List<Offer> offers) {
        var all = new ArrayList<>(offers.stream()
                .filter(offer -> Horizon.dateOf(offer.entry()) != null)
                .toList());
        all.addAll(Undated.of(undated(offers)).newest(offers.size()));
        return all;
    }

    private static List<Offer> undated(List<Offer> offers) {
        return offers.stream()
                .filter(offer -> Horizon.dateOf(offer.entry()) == null)
                .toList();
    }

    /**
     * Entries without a date.
     *
     * @param numbered those whose addresses have an order, newest first
     * @param others from both ends
     */
    private record Undated(List<Offer> numbered, List<Offer> others) {

        static Undated of(List<Offer> undated) {
            for (var key : List.of(DATE, NUMBER)) {
                var numbered = undated.stream()
                        .filter(offer -> number(key, offer).isPresent())
                        .sorted(Comparator.comparing(
                                (Offer offer) -> number(key, offer).orElse(0L), Comparator.reverseOrder()))
                        .toList();
                if (numbered.size() * 10L >= (long) undated.size() * MOST_OF_TEN) {
                    return new Undated(
                            numbered,
                            fromEnds(undated.stream()
                                    .filter(offer -> number(key, offer).isEmpty())
                                    .toList()));
                }
            }
            return new Undated(List.of(), fromEnds(undated));
        }

        /** At most this many; a quarter is kept for those without an order. */
        List<Offer> newest(int most) {
            var ofOthers = Math.min(others.size(), Math.max(most - numbered.size(), most / 4));
            var newest = new ArrayList<>(numbered.subList(0, Math.min(numbered.size(), most - ofOthers)));
            newest.addAll(others.subList(0, ofOthers));
            return newest;
        }

        private static List<Offer> fromEnds(List<Offer> offers) {
            var fromEnds = new ArrayList<Offer>(offers.size());
            for (int low = 0, high = offers.size() - 1; low <= high; low++, high--) {
                fromEnds.add(offers.get(low));
                if (low < high) {
                    fromEnds.add(offers.get(high));
                }
            }
            return fromEnds;
        }
    }

    /** The date, or the last number, in an address. */
    private static Optional<Long> number(Pattern key, Offer offer) {
        var link = offer.entry().link();
        if (link == null) {
            return Optional.empty();
        }
        var matcher = key.matcher(link);
        var found = Optional.<Long>empty();
        while (matcher.find()) {
            found = Optional.of(
                    key == DATE
                            ? Long.parseLong(matcher.group(1)
                                    + matcher.group(2)
                                    + Objects.requireNonNullElse(matcher.group(3), "00"))
                            : Long.parseLong(matcher.group()));
        }
        return found;
    }
}
