package io.wireroom.enrich.clean.page;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** The words that bylines begin with. */
public final class BylineStart {

    /** In lower case. */
    public static final Set<String> WORDS = Set.of("""
            by written reported posted story analysis review words text photo photos von par por di door av af
            autor autorin author authors auteur auteurs автор redaktion reviewed published autores autora autore
            penulis oleh yazan bài""".split("\\s+"));

    private BylineStart() {}

    /** Whether the first words of a paragraph or span are those of a byline. */
    static boolean isAt(Element element) {
        if (element.childNodeSize() == 0 || !(element.childNode(0) instanceof TextNode first)) {
            return false;
        }
        var text = first.getWholeText();
        var from = 0;
        while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        var to = from;
        while (to < text.length() && to - from < 12 && Character.isLetter(text.charAt(to))) {
            to++;
        }
        return to > from
                && to - from < 12
                && WORDS.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
    }
}
