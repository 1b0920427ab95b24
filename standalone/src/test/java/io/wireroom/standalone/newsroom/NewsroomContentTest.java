package io.wireroom.standalone.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the announcements, links and texts of all pages. */
class NewsroomContentTest {

    private static final Instant NOON = Instant.parse("2031-03-14T12:00:00Z");
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src|poster)=\"([^\"#?]+)[^\"]*\"");
    private static final Pattern CHARSET = Pattern.compile("charset=[\"']?([\\w-]+)");

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private RunningNewsroom running;

    @BeforeEach
    void start() throws IOException {
        running = RunningNewsroom.start(folder.resolve("newsroom.state"), RunningNewsroom.freePorts(), NOON);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void everyAnnouncedLinkAnswersButTheWithdrawnOne() throws Exception {
        var dead = new ArrayList<URI>();
        for (var link : announced()) {
            var status = running.get(link).statusCode();
            if (status != 200 && status != 301) {
                dead.add(link);
            }
        }

        assertThat(dead).containsExactly(running.address(NewsroomHost.HARBOUR, "/news/withdrawn-notice"));
    }

    @Test
    void everyArticlePageIsAnnouncedOrTheTargetOfAnAnnouncedRedirect() throws Exception {
        var reached = new HashSet<String>();
        for (var link : announced()) {
            reached.add(withoutQuery(link));
            running.get(link).headers().firstValue("Location").ifPresent(reached::add);
        }

        assertThat(reached)
                .containsAll(running.newsroom().articlePages().stream()
                        .map(URI::toString)
                        .toList());
    }

    @Test
    void theExpectationsListExactlyWhatIsAnnounced() throws Exception {
        var announced = new TreeSet<String>();
        announced().forEach(link -> announced.add(link.toString()));

        var expected = new TreeSet<String>();
        for (var row : expectations()) {
            expected.add(running.address(row.host(), row.path()).toString());
        }

        // Announced by its old address only.
        expected.remove(
                running.address(NewsroomHost.HARBOUR, "/news/old-crane-saved").toString());
        assertThat(announced).isEqualTo(expected);
    }

    @Test
    void everyExpectedArticleShowsItsTitleAndTwoHundredWordsOrMore() throws Exception {
        for (var row : expectations()) {
            if (!row.expectation().equals("article")) {
                continue;
            }
            var html = page(running.address(row.host(), row.path()));
            var paragraphs = Pattern.compile("<(p|li)>(.*?)</\\1>", Pattern.DOTALL)
                    .matcher(html)
                    .results()
                    .map(match -> match.group(2))
                    .toList();
            var text = String.join(" ", paragraphs);

            assertThat(html).as(row.path()).containsPattern("<h1[^>]*>" + Pattern.quote(row.title()) + "</h1>");
            // Japanese has no spaces between words, and two letters or so to a word.
            assertThat(text.split(" ").length + (row.path().startsWith("/ja/") ? text.length() / 2 : 0))
                    .as(row.path())
                    .isGreaterThan(150);
        }
    }

    @Test
    void everyReferenceOfEveryPageLeadsToSomethingServed() throws Exception {
        var served = new HashSet<String>();
        running.everything().forEach(address -> served.add(address.toString()));
        var missing = new TreeSet<String>();

        for (var host : NewsroomHost.values()) {
            for (var path : PageCatalogue.load().paths(host).keySet()) {
                var address = running.address(host, path);
                REFERENCE
                        .matcher(page(address))
                        .results()
                        .map(match -> address.resolve(match.group(1)).toString())
                        .filter(target -> !served.contains(target))
                        .forEach(target -> missing.add(address + " -> " + target));
            }
        }

        // The feed's own announcement of the withdrawn notice is an element, not an attribute.
        assertThat(missing).isEmpty();
    }

    @Test
    void theSyndicatedTextIsTheSameAtBothPublishersUnderAnotherHeadline() throws Exception {
        var harbour = paragraphs(running.address(NewsroomHost.HARBOUR, "/news/sarn-flood-gates"));
        var lantern = paragraphs(running.address(NewsroomHost.LANTERN, "/wire/sarn-barrier-test"));

        var shared = new ArrayList<>(harbour);
        shared.retainAll(lantern);

        assertThat(shared).hasSizeGreaterThanOrEqualTo(6).allMatch(text -> text.length() > 80);
    }

    @Test
    void announcesTheSamePageUnderTrackingAddressesToo() throws Exception {
        assertThat(running.announcedBy(NewsroomHost.HARBOUR))
                .contains(
                        running.address(NewsroomHost.HARBOUR, "/news/bakery-strike-ends"),
                        running.address(
                                NewsroomHost.HARBOUR,
                                "/news/bakery-strike-ends?utm_source=feed&utm_medium=rss&utm_campaign=business"));
        assertThat(running.announcedBy(NewsroomHost.LANTERN))
                .contains(running.address(
                        NewsroomHost.HARBOUR,
                        "/news/kelp-farm-licence?utm_source=lantern-field&utm_medium=feed&utm_campaign=elsewhere"));
    }

    @Test
    void oneArticleHasNoDateAnywhere() throws Exception {
        var page = running.text(NewsroomHost.HARBOUR, "/news/lighthouse-lens");
        var feed = running.text(NewsroomHost.HARBOUR, "/feed.xml");
        var item = feed.substring(feed.lastIndexOf("<item>"));

        assertThat(page).doesNotContain("2031").doesNotContain("<time");
        assertThat(item).contains("/news/lighthouse-lens").doesNotContain("pubDate");
    }

    @Test
    void robotsKeepOutOfTheBackRoomOnly() throws Exception {
        assertThat(running.text(NewsroomHost.HARBOUR, "/robots.txt")).contains("User-agent: *\nDisallow: /internal/\n");
        assertThat(running.text(NewsroomHost.LANTERN, "/robots.txt")).contains("Allow: /");
        assertThat(running.text(NewsroomHost.PICTURES, "/robots.txt")).endsWith("Disallow:\n");
    }

    private record Expectation(String path, NewsroomHost host, String expectation, String title) {}

    private static List<Expectation> expectations() throws IOException {
        try (var stream = NewsroomContentTest.class.getResourceAsStream("/newsroom/expected.csv")) {
            assertThat(stream).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(",", 4))
                    .map(cells -> new Expectation(
                            cells[0],
                            NewsroomHost.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                            cells[2],
                            cells[3].replaceAll("^\"|\"$", "")))
                    .toList();
        }
    }

    private Set<URI> announced() throws Exception {
        var all = new HashSet<URI>();
        for (var host : List.of(NewsroomHost.HARBOUR, NewsroomHost.LANTERN)) {
            all.addAll(running.announcedBy(host));
        }
        return all;
    }

    private List<String> paragraphs(URI address) throws Exception {
        return Pattern.compile("<p>(.*?)</p>")
                .matcher(page(address))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** The text of an answer, by the encoding it declares in its header or else in its first lines. */
    private String page(URI address) throws Exception {
        var answer = running.get(address);
        var declared = answer.headers().firstValue("Content-Type").orElse("") + "\n"
                + new String(answer.body(), 0, Math.min(512, answer.body().length), StandardCharsets.ISO_8859_1);
        var charset = CHARSET.matcher(declared);
        return new String(answer.body(), charset.find() ? Charset.forName(charset.group(1)) : StandardCharsets.UTF_8);
    }

    private static String withoutQuery(URI address) {
        return address.toString().replaceFirst("\\?.*", "");
    }
}
