package io.wireroom.enrich.match;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.Tag;
import io.wireroom.contract.work.VersionFingerprint;
import io.wireroom.text.SingleLine;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The record of a version's fingerprint, at most about 4 KB. */
public final class FingerprintRecords {

    private static final int MOST_TITLE_CHARS = 200;
    private static final int MOST_NAME_CHARS = 60;
    private static final int MOST_NAMES = 6;
    private static final int MOST_PLACES = 4;

    private FingerprintRecords() {}

    /** The record of a version. */
    public static VersionFingerprint of(Article article) {
        var tags = article.tags();
        return new VersionFingerprint(
                article.id(),
                article.version(),
                SingleLine.cut(article.title(), MOST_TITLE_CHARS),
                most(Stream.concat(tags.people().stream(), tags.organisations().stream()), MOST_NAMES),
                most(tags.places().stream(), MOST_PLACES),
                Base64.getEncoder().encodeToString(FingerprintFormat.write(Fingerprinter.of(article))));
    }

    /**
     * The fingerprint in a record.
     *
     * @throws IllegalArgumentException if there is none, or if it is of another version
     */
    public static Fingerprint fingerprint(VersionFingerprint record) {
        var fingerprint = FingerprintFormat.read(Base64.getDecoder().decode(record.fingerprint()));
        if (!fingerprint.id().equals(record.id()) || fingerprint.version() != record.version()) {
            throw new IllegalArgumentException("A record of version " + record.version() + " of " + record.id()
                    + " has the fingerprint of version " + fingerprint.version() + " of " + fingerprint.id());
        }
        return fingerprint;
    }

    private static List<String> most(Stream<Tag> tags, int most) {
        return tags.sorted(Comparator.comparingInt((Tag tag) -> -tag.mentions().size()))
                .map(tag -> SingleLine.cut(tag.name(), MOST_NAME_CHARS))
                .distinct()
                .limit(most)
                .toList();
    }
}
