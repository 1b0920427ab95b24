package io.wireroom.enrich.match;

import com.carrotsearch.hppc.IntIntHashMap;

/** In how many articles of the window each term is. Not thread-safe. */
final class DocumentFrequency {

    /** As if so many articles were known from the beginning: the first ones tell little about what is frequent. */
    private static final double PRIOR = 200;

    private final IntIntHashMap counts = new IntIntHashMap();
    private int articles;

    void add(TermVector terms) {
        articles++;
        for (int i = 0; i < terms.size(); i++) {
            counts.addTo(terms.hash(i), 1);
        }
    }

    void remove(TermVector terms) {
        articles--;
        for (int i = 0; i < terms.size(); i++) {
            if (counts.addTo(terms.hash(i), -1) == 0) {
                counts.remove(terms.hash(i));
            }
        }
    }

    /** How much a term says, at least 0. */
    double information(int term) {
        return Math.max(0, Math.log((articles + PRIOR) / (counts.get(term) + 1.0)));
    }
}
