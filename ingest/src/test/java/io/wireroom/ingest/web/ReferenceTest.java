package io.wireroom.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReferenceTest {

    private static final URI BASE = URI.create("http://editor.example/news/today?a=b");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "story | http://editor.example/news/story",
                "/story | http://editor.example/story",
                "../../../story | http://editor.example/story",
                "?c=d | http://editor.example/news/today?c=d",
                "#top | http://editor.example/news/today?a=b",
                "//other.example/x | http://other.example/x",
                "https://other.example | https://other.example",
                "a b | http://editor.example/news/a%20b",
                "http://münchen.example/é | http://xn--mnchen-3ya.example/%C3%A9",
                "//M%C3%BCnchen.Example:8080/ | http://xn--mnchen-3ya.example:8080/",
                "https://例え.example | https://xn--r8jz45g.example",
                "http://１２７.0.0.1/ | http://127.0.0.1/",
                "http://user@bücher.example/x@y | http://user@xn--bcher-kva.example/x@y",
                "http://editor.example/größe/http://größe.example | http://editor.example/gr%C3%B6%C3%9Fe/http://gr%C3%B6%C3%9Fe.example",
                "50%-off | http://editor.example/news/50%25-off",
                "caf%C3%A9/é | http://editor.example/news/caf%C3%A9/%C3%A9",
                "x[0]?y[]=1 | http://editor.example/news/x%5B0%5D?y[]=1"
            })
    void resolvesAsBrowsersDo(String reference, String expected) {
        assertThat(Reference.web(BASE, reference)).hasValue(URI.create(expected));
    }

    @ParameterizedTest
    @CsvSource({"mailto:a@b.example", "javascript:void(0)", "http://", "''"})
    void nothingButWebAddresses(String reference) {
        assertThat(Reference.web(null, reference)).isEmpty();
    }
}
