package io.wireroom.enrich.lane;

import io.wireroom.contract.work.VersionFingerprint;
import java.util.List;

/** What the record of a story says of an article. */
record ArticleWords(String title, List<String> names, List<String> places) {

    ArticleWords {
        names = List.copyOf(names);
        places = List.copyOf(places);
    }

    static ArticleWords of(VersionFingerprint version) {
        return new ArticleWords(version.title(), version.names(), version.places());
    }
}
