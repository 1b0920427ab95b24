package io.wireroom.contract.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    private static final long SEED = 20_260_314;

    @ParameterizedTest
    @CsvFileSource(resources = "address-cases.csv", numLinesToSkip = 1)
    void foldsWhatDoesNotTellPagesApart(String url, @Nullable String value, String why) {
        assertThat(Address.of(unescape(url)).map(Address::value).orElse(null))
                .as(why)
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(ints = {254, 300, 1_200})
    void aNameBeyondTheDnsIsNoAddress(int letters) {
        for (var name : List.of("\u4e00".repeat(letters), "a".repeat(letters) + "\u00e9", "%C3%A9".repeat(letters))) {
            assertThat(Address.of("http://" + name + "/")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:pw@harbour.example/, true",
        "HTTPS://user@harbour.example, true",
        "http://harbour.example/@a, false",
        "http://harbour.example?a=b@c, false",
        "http://harbour.example#@, false",
        "harbour.example/@, false"
    })
    void knowsUserInformation(String url, boolean has) {
        assertThat(Address.hasUserInformation(url)).isEqualTo(has);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "web-cases.csv", numLinesToSkip = 1)
    void whatIsFetchedStaysAsTheServerNeedsIt(String url, @Nullable String web, String why) {
        assertThat(Address.web(unescape(url)).map(URI::toString).orElse(null))
                .as(why)
                .isEqualTo(web);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "site-cases.csv", numLinesToSkip = 1)
    void theSiteIsTheRegistrableDomain(String url, String site, String authority) {
        var web = Address.web(url).orElseThrow();

        assertThat(Site.of(web)).isEqualTo(new Site(site));
        assertThat(Host.of(web)).isEqualTo(new Host(authority));
    }

    @Test
    void anAddressOverTheLimitIsNone() {
        var longest = "http://pier.example/" + "a".repeat(4_096 - "http://pier.example/".length());

        assertThat(Address.of(longest)).isPresent();
        assertThat(Address.of(longest + "a")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20000,0", "20000,1", "20000,2"})
    void noTextMakesItThrowAndFoldingTwiceIsFoldingOnce(int rounds, int variant) {
        var random = new Random(SEED + variant);

        for (int i = 0; i < rounds; i++) {
            var url = randomUrl(random, variant);
            assertThatCode(() -> Address.web(url).ifPresent(web -> {
                        Site.of(web);
                        Host.of(web);
                    }))
                    .as(url)
                    .doesNotThrowAnyException();
            Address.of(url)
                    .ifPresent(address -> assertThat(Address.of("http://" + address.value()))
                            .as(url)
                            .contains(address));
        }
    }

    @Test
    void manyThreadsGetTheSameAnswers() throws Exception {
        Callable<String> fold = () -> IntStream.range(0, 500)
                .mapToObj(i -> Address.of("HTTP://WWW.b\u00fccher.example:80/a/../%7e" + i + "?b=2&a=1&utm_source=x")
                        .orElseThrow()
                        .value())
                .reduce("", String::concat);
        var expected = fold.call();

        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(java.util.Collections.nCopies(16, fold))) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        }
    }

    private static String randomUrl(Random random, int variant) {
        var alphabet = "abZ019.:/?#[]@!$&'()*+,;=%-_~ \t\r\n\\\"<>^`{|}"
                + "\u00e9\u00df\u3002\u2603\ud83d\ude00\ud800\u0000\ufffd\u202e\u00adwww.xn--utm_";
        var text = new StringBuilder(variant == 0 ? "" : variant == 1 ? "http://" : "https://pier.example/");
        for (int left = random.nextInt(60); left > 0; left--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static String unescape(String url) {
        return url.replace("\\t", "\t").replace("\\n", "\n");
    }
}
