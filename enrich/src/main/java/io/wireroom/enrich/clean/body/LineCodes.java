package io.wireroom.enrich.clean.body;

import io.wireroom.contract.Article.BlockKind;
import io.wireroom.enrich.clean.page.LineVerdict;
import io.wireroom.enrich.clean.page.PageElement;
import io.wireroom.enrich.clean.page.PageLine;
import io.wireroom.enrich.clean.page.Phrases;

/** Numbers for what has no order: kinds, tags, verdicts, characters, phrases. The trained model depends on them. */
final class LineCodes {

    private static final int LABEL_CHARS = 80;

    private LineCodes() {}

    /** Which list of phrases holds the text of a short line; 0 for none. */
    static int phrase(PageLine line) {
        var text = line.text();
        if (text.length() > LABEL_CHARS || !Phrases.mayBeLabel(text)) {
            return 0;
        }
        if (Phrases.END.are(text)) {
            return 1;
        }
        if (Phrases.TAIL.are(text)) {
            return 2;
        }
        return Phrases.PROMPT.are(text) ? 3 : Phrases.POINTER.begin(text) ? 4 : 0;
    }

    /** Whether a line with such a phrase begins what follows an article. */
    static boolean isEnd(int phrase) {
        return phrase == 1 || phrase == 2;
    }

    /** The level of a heading, from 1; 0 for other lines. */
    static int level(PageLine line) {
        if (line.kind() != BlockKind.HEADING) {
            return 0;
        }
        for (PageElement up = line.owner(); up != null; up = up.parent) {
            if (up.name.length() == 2
                    && up.name.charAt(0) == 'h'
                    && up.name.charAt(1) >= '1'
                    && up.name.charAt(1) <= '6') {
                return up.name.charAt(1) - '0';
            }
        }
        return 0;
    }

    static int kind(BlockKind kind) {
        return switch (kind) {
            case PARAGRAPH -> 0;
            case QUOTE -> 1;
            case LIST_ITEM -> 2;
            case TABLE_ROW -> 3;
            case PREFORMATTED, OTHER -> 4;
            case HEADING -> 5;
        };
    }

    static int tag(String name) {
        return switch (name) {
            case "p" -> 1;
            case "div" -> 2;
            case "li" -> 3;
            case "td", "th", "tr" -> 4;
            case "h1" -> 5;
            case "h2" -> 6;
            case "h3" -> 7;
            case "h4" -> 8;
            case "h5", "h6" -> 9;
            case "blockquote" -> 10;
            case "figcaption" -> 11;
            case "section" -> 12;
            case "article" -> 13;
            case "body" -> 14;
            case "dt", "dd" -> 15;
            case "header" -> 16;
            case "footer" -> 17;
            case "form", "label" -> 18;
            case "pre" -> 19;
            case "center" -> 20;
            default -> 21;
        };
    }

    static int verdict(LineVerdict verdict) {
        return switch (verdict) {
            case KEPT, RULED_IN, LEARNED_IN -> 0;
            case STANDFIRST -> 1;
            case REPEATED -> 2;
            case AFTER_STATED -> 3;
            case TRAILING -> 4;
            case CLOSING -> 5;
            case PROMO -> 6;
            case SIGNATURE -> 7;
            case CAPTION -> 8;
            case PROMPT -> 9;
            case POINTER -> 10;
            case TAIL -> 11;
            case SCRAP -> 12;
            case LINK_RUN -> 13;
            case NO_WORDS -> 14;
            case ABOVE -> 15;
            case TITLE -> 16;
            case OUTSIDE, NOT_RULED_IN -> 17;
            case BOILERPLATE, RULED_OUT, LEARNED_OUT -> 18;
            case OTHER_ARTICLE -> 19;
            case HIDDEN -> 20;
        };
    }

    static int character(char c) {
        return switch (c) {
            case '.' -> 1;
            case '!' -> 2;
            case '?' -> 3;
            case '"', '”', '“', '„', '«', '»', '’', '‘', '\'', '」', '「' -> 4;
            case '。', '！', '？' -> 5;
            case ':', '：' -> 6;
            case ',', ';', '，' -> 7;
            case '…' -> 8;
            case ')', ']', '）' -> 9;
            case '(', '[', '（', '【' -> 10;
            case '©' -> 11;
            case '-', '–', '—', '•', '*', '·', '▪', '►' -> 12;
            case '|', '/', '>' -> 13;
            default -> Character.isDigit(c) ? 14 : Character.isUpperCase(c) ? 15 : Character.isLetter(c) ? 16 : 17;
        };
    }
}
