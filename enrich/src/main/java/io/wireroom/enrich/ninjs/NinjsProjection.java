package io.wireroom.enrich.ninjs;

import io.wireroom.contract.Article;
import io.wireroom.contract.Article.Genre;
import io.wireroom.contract.Article.Image;
import io.wireroom.contract.Article.Language;
import io.wireroom.contract.Article.Tag;
import io.wireroom.contract.Ninjs;
import io.wireroom.contract.Ninjs.AltId;
import io.wireroom.contract.Ninjs.Association;
import io.wireroom.contract.Ninjs.Body;
import io.wireroom.contract.Ninjs.Concept;
import io.wireroom.contract.Ninjs.Rendition;
import io.wireroom.contract.Ninjs.RightsInfo;
import io.wireroom.contract.Ninjs.Subject;
import io.wireroom.contract.Ninjs.Text;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Projects an article to IPTC ninjs 3.1. What that standard has no field for is left out. Pure. */
public final class NinjsProjection {

    private static final String PLAIN = "text/plain";
    private static final String MAIN = "main";
    private static final String MEDIA_TOPIC = "http://cv.iptc.org/newscodes/mediatopic/";
    private static final String GENRE = "http://cv.iptc.org/newscodes/genre/";
    private static final String GEO_NAMES = "https://sws.geonames.org/";

    private NinjsProjection() {}

    /** The same version of the article as ninjs. */
    public static Ninjs of(Article article) {
        return new Ninjs(
                URI.create("urn:wireroom:article:" + article.id().value()),
                Ninjs.VERSION_3_1,
                Ninjs.Type.TEXT,
                article.representation(),
                article.pubStatus(),
                Integer.toString(article.version()),
                article.firstSeenAt(),
                article.observedAt(),
                article.publishedAt(),
                article.language().tag().equals(Language.UNDETERMINED.tag())
                        ? null
                        : article.language().tag(),
                by(article),
                List.of(new Text(MAIN, PLAIN, article.title())),
                article.subtitle() == null ? null : List.of(new Text("summary", PLAIN, article.subtitle())),
                bodies(article),
                article.genre() == null ? null : List.of(genre(article.genre())),
                orNull(article.tags().topics().stream().map(NinjsProjection::subject)),
                concepts(article.tags().people()),
                concepts(article.tags().organisations()),
                concepts(article.tags().places()),
                List.of(new Concept(article.source().name(), article.source().url(), null)),
                altIds(article),
                orNull(article.images().stream().map(NinjsProjection::picture)),
                article.changes() == null ? null : article.changes().summary(),
                usageTerms(article.rights()),
                rightsInfo(article.rights()));
    }

    private static <T> @Nullable List<T> orNull(Stream<T> all) {
        var list = all.toList();
        return list.isEmpty() ? null : list;
    }

    private static @Nullable String by(Article article) {
        return article.byline() != null || article.authors().isEmpty()
                ? article.byline()
                : String.join(", ", article.authors());
    }

    private static @Nullable List<Body> bodies(Article article) {
        var text = article.text();
        return text.isEmpty()
                ? null
                : List.of(new Body(MAIN, PLAIN, text.codePointCount(0, text.length()), article.wordCount(), text));
    }

    private static Concept genre(Genre genre) {
        var code = code(genre);
        return new Concept(genre.wireName(), code == null ? null : URI.create(GENRE + code), null);
    }

    /** The code of the IPTC genre vocabulary; null where it has none. */
    private static @Nullable String code(Genre genre) {
        return switch (genre) {
            case NEWS -> "Current";
            case ANALYSIS -> "Analysis";
            case BACKGROUND -> "Background";
            case OPINION -> "Opinion";
            case REVIEW -> "Review";
            case INTERVIEW -> "Interview";
            case OBITUARY -> "Obituary";
            case PRESS_RELEASE -> "Press_Release";
            case LIVE, VIDEO, ADVERTISING, SATIRE, OTHER -> null;
        };
    }

    private static Subject subject(Tag topic) {
        var creator = topic.creator().name() + ' ' + topic.creator().version();
        return new Subject(
                topic.name(), publicUri(topic.uri()).orElse(null), creator, (int) Math.round(100 * topic.confidence()));
    }

    private static @Nullable List<Concept> concepts(List<Tag> tags) {
        return orNull(tags.stream().map(tag -> {
            var uri = publicUri(tag.uri());
            return new Concept(tag.name(), uri.orElse(null), uri.isPresent() ? null : tag.uri());
        }));
    }

    private static Optional<URI> publicUri(@Nullable String uri) {
        if (uri == null) {
            return Optional.empty();
        }
        var code = uri.substring(uri.indexOf(':') + 1);
        return switch (uri.substring(0, Math.max(0, uri.indexOf(':')))) {
            case "medtop" -> Optional.of(URI.create(MEDIA_TOPIC + code));
            case "geonames" -> Optional.of(URI.create(GEO_NAMES + code + '/'));
            default -> Optional.empty();
        };
    }

    private static List<AltId> altIds(Article article) {
        var ids = new ArrayList<AltId>();
        ids.add(new AltId("url", article.url().toString()));
        if (!article.canonicalUrl().equals(article.url())) {
            ids.add(new AltId("canonicalUrl", article.canonicalUrl().toString()));
        }
        ids.add(new AltId("contentHash", article.contentHash()));
        return ids;
    }

    private static Association picture(Image image) {
        var width = image.width();
        var height = image.height();
        return new Association(
                image.url(),
                Ninjs.Type.PICTURE,
                image.caption() == null ? null : List.of(new Text("caption", PLAIN, image.caption())),
                width == null || height == null
                        ? null
                        : List.of(new Rendition("original", image.url(), width, height)));
    }

    /** Statements that have no field of their own, in words. */
    private static @Nullable String usageTerms(Article.Rights rights) {
        var terms = new ArrayList<String>();
        if (rights.license() != null) {
            terms.add("licence: " + rights.license());
        }
        if (Boolean.TRUE.equals(rights.tdmReservation())) {
            terms.add("text and data mining is reserved");
        }
        if (Boolean.TRUE.equals(rights.aiOptOut())) {
            terms.add("use for AI training is refused");
        }
        if (rights.robots() != null) {
            terms.add("robots: " + rights.robots());
        }
        return terms.isEmpty() ? null : String.join("; ", terms);
    }

    private static @Nullable RightsInfo rightsInfo(Article.Rights rights) {
        return Stream.of(rights.license(), rights.tdmPolicy())
                .flatMap(address -> web(address).stream())
                .findFirst()
                .map(RightsInfo::new)
                .orElse(null);
    }

    private static Optional<URI> web(@Nullable String address) {
        if (address == null || !(address.startsWith("https://") || address.startsWith("http://"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(URI.create(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
