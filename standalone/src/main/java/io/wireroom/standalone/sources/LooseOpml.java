package io.wireroom.standalone.sources;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities;
import org.jsoup.parser.Parser;

/** Makes XML of OPML whose tags or attributes are broken, as a lenient parser reads it. */
final class LooseOpml {

    /** Attribute for the line on which an outline stood. */
    static final String LINE = "wireroom-line";

    private LooseOpml() {}

    /** The document with all tags closed. */
    static String closed(String opml) {
        var document = Parser.xmlParser().setTrackPosition(true).parseInput(opml, "");
        document.outputSettings()
                .syntax(Document.OutputSettings.Syntax.xml)
                .escapeMode(Entities.EscapeMode.xhtml)
                .prettyPrint(false);
        for (var outline : document.getElementsByTag("outline")) {
            outline.attr(LINE, Integer.toString(outline.sourceRange().start().lineNumber()));
        }
        return document.outerHtml();
    }
}
