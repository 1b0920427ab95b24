package io.wireroom.contract.work;

import io.wireroom.contract.ArticleId;
import java.util.List;

/**
 * What the step match learns of a version of an article ({@code news.fingerprint.v1}): hashes to compare it by, and the few
 * words that a story shows of it.
 *
 * @param id of the article
 * @param version counts from 1
 * @param title of the version, cut
 * @param names people and organisations that it names, those mentioned most first; a few
 * @param places the same of places
 * @param fingerprint bytes in base64, which only enrich reads
 */
public record VersionFingerprint(
        ArticleId id, int version, String title, List<String> names, List<String> places, String fingerprint) {

    public VersionFingerprint {
        names = List.copyOf(names);
        places = List.copyOf(places);
    }
}
