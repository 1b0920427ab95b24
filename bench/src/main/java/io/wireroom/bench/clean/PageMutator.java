package io.wireroom.bench.clean;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Damages pages as networks, broken templates and attackers do. The same seed gives the same damage. Not thread-safe.
 */
final class PageMutator {

    /** Fragments of markup, two spaces between them. */
    private static final List<String> SOUP = List.of("""
            <div>  </div>  <p>  </p>  <table>  <tr>  <td>  </table>  <a href=  <b>  <i>  </b>  <script>
            </script>  <style>  <!--  -->  <svg>  <math>  <select>  <option>  <template>  <form>  <li>  <ul>
            </ul>  <h1>  <article>  </article>  <noscript>  <title>  <textarea>  <![CDATA[  ]]>  <?xml
            &#xFFFFFFF;  &nbsp  &lt;  \0  <br><br>  <font><font>  <nobr>  <plaintext>  <frameset>  <body onload=
            <html lang=  <meta charset=utf-16>  <base href='::'>
            <script type="application/ld+json">{"@type":"NewsArticle","headline":[[[{
            <time datetime="99999-99-99">  <time datetime="2026-02-30T25:61:61+99:99">
            <link rel=canonical href="http://[::1">""".split("\n|  +"));

    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int DEEPEST = 20_000;
    private static final int LONGEST_ATTRIBUTE = 1 << 18;

    private final RandomGenerator random;

    PageMutator(RandomGenerator random) {
        this.random = random;
    }

    /** A damaged copy, at most 4 MiB. */
    byte[] mutate(byte[] page) {
        var mutated = page.clone();
        var times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            mutated = once(mutated);
        }
        return mutated.length > LARGEST ? Arrays.copyOf(mutated, LARGEST) : mutated;
    }

    private byte[] once(byte[] page) {
        return switch (random.nextInt(40)) {
            case 0 -> nest(page);
            case 1 -> insert(page, attribute());
            case 2 -> repeat(page);
            case 3, 4, 5, 6, 7, 8 -> Arrays.copyOf(page, random.nextInt(page.length + 1));
            case 9, 10, 11, 12, 13, 14, 15, 16 -> flip(page);
            case 17, 18, 19, 20, 21, 22 -> cut(page);
            case 23, 24, 25, 26 -> shuffle(page);
            default -> soup(page);
        };
    }

    private byte[] flip(byte[] page) {
        for (int i = 0; i < 1 + page.length / 200; i++) {
            if (page.length > 0) {
                page[random.nextInt(page.length)] = (byte) random.nextInt(256);
            }
        }
        return page;
    }

    private byte[] cut(byte[] page) {
        var from = random.nextInt(page.length + 1);
        var to = Math.min(page.length, from + random.nextInt(page.length + 1));
        var left = new byte[page.length - (to - from)];
        System.arraycopy(page, 0, left, 0, from);
        System.arraycopy(page, to, left, from, page.length - to);
        return left;
    }

    private byte[] shuffle(byte[] page) {
        var middle = random.nextInt(page.length + 1);
        var turned = new byte[page.length];
        System.arraycopy(page, middle, turned, 0, page.length - middle);
        System.arraycopy(page, 0, turned, page.length - middle, middle);
        return turned;
    }

    private byte[] soup(byte[] page) {
        var tags = new StringBuilder();
        var soup = page;
        for (int spot = 0; spot < 1 + random.nextInt(6); spot++) {
            tags.setLength(0);
            for (int i = 0; i < 1 + random.nextInt(12); i++) {
                tags.append(SOUP.get(random.nextInt(SOUP.size())));
            }
            soup = insert(soup, tags.toString());
        }
        return soup;
    }

    private byte[] nest(byte[] page) {
        return insert(page, SOUP.get(random.nextInt(SOUP.size())).repeat(1 + random.nextInt(DEEPEST)));
    }

    private String attribute() {
        return "<div class=\"" + "ad article-body ".repeat(random.nextInt(LONGEST_ATTRIBUTE / 16)) + "\" style=\""
                + "x".repeat(random.nextInt(LONGEST_ATTRIBUTE)) + "\">";
    }

    private byte[] repeat(byte[] page) {
        if (page.length == 0) {
            return page;
        }
        var from = random.nextInt(page.length);
        var length = Math.min(page.length - from, 1 + random.nextInt(2_000));
        var part = new String(page, from, length, StandardCharsets.ISO_8859_1);
        return insert(page, part.repeat(1 + random.nextInt(200)));
    }

    private byte[] insert(byte[] page, String text) {
        var more = text.getBytes(StandardCharsets.ISO_8859_1);
        var at = random.nextInt(page.length + 1);
        var longer = new byte[page.length + more.length];
        System.arraycopy(page, 0, longer, 0, at);
        System.arraycopy(more, 0, longer, at, more.length);
        System.arraycopy(page, at, longer, at + more.length, page.length - at);
        return longer;
    }
}
