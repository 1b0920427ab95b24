package io.wireroom.enrich.clean;

import io.wireroom.contract.Article.BlockKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Drops the lines inside an article's body that are not its text: pointers, prompts, credits, bylines, repeated lines. */
final class LineFilter {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern POINTER = Pattern.compile(
            "^[\\W_]*(?:read (?:more|also|next|this|the full|:)|also read|see also|related(?:\\s*(?:articles?|stor(?:y|ies)|content|topics|links|news|posts|coverage|reading))?\\s*[:|]"
                    + "|more (?:on|from|about|stories|news|coverage)|recommended|you may (?:also )?like|you might|don.t miss|must read|editor.s picks?|watch(?: now)?\\s*:|listen\\s*:|more\\s*:"
                    + "|lesen sie (?:auch|mehr|hier)|mehr zum thema|auch interessant|zum thema|siehe auch|mehr dazu"
                    + "|(?:à )?lire (?:aussi|également)|à lire|voir aussi|sur le même sujet|leggi anche|lea (?:también|además|más)|lee (?:también|más)|ver también|te puede interesar|mira también"
                    + "|leia (?:mais|também)|veja também|lees (?:ook|meer)|les også|läs (?:mer|också|även)|læs også|lue myös"
                    + "|czytaj (?:też|także|również|więcej)|zobacz (?:też|także|również)|přečtěte si|čtěte (?:také|též)|citește și|olvasd el|ayrıca oku|ilgili haber"
                    + "|читайте также|читать также|читайте|по теме|смотрите также|читайте також|прочетете още|вижте още|関連記事|baca juga)",
            FLAGS);
    private static final Pattern PROMPT = Pattern.compile(
            "^[\\W_]*(?:advertisements?|advertising|ad|ads by.*|anzeige|werbung|publicité|publicidad(?:e)?|pubblicità|реклама|reklama|annonce|annons|reklam|sponsored(?: content)?|promoted|広告"
                    + "|(?:article |story )?continues? (?:below|after).*|scroll (?:down )?(?:to|for).*|loading.*|share(?: this)?(?: on.*| with.*| via.*| (?:article|story|post|page).*)?|teilen|partager|compartir|condividi|поделиться.*"
                    + "|(?:\\d+\\s+)?(?:comments?|kommentare?|commentaires?|comentarios?|shares?|views?|likes?)(?:\\s*\\(?\\d*\\)?)?|comments (?:are|have been) (?:now )?(?:closed|disabled|turned off)[.!]?|(?:leave|post|add|write) a (?:comment|reply).*|view (?:all )?comments.*|join the (?:conversation|discussion).*"
                    + "|(?:sign|signing) up .*|subscribe.*|get (?:the|our) .{0,60}(?:newsletter|inbox|app).*|follow (?:us|me|@|the).{0,100}|like us on.*|join (?:us|our) .{0,60}(?:facebook|telegram|whatsapp|channel|newsletter).*"
                    + "|click here.*|tap here.*|download (?:the|our) .{0,40}app.*|print(?: this)?(?: article| page)?|e-?mail(?: this)?|facebook|twitter|x|linkedin|whatsapp|telegram|pinterest|reddit|copy link|link copied.*|save|bookmark|listen(?: to (?:this )?article)?.{0,30}|play|pause|close|menu|search|next|previous|back to top|top|home"
                    + "|©.*|\\(c\\) .*|copyright .*|all rights reserved.*|alle rechte vorbehalten.*|tags?\\s*:.*|topics?\\s*:.*|filed under.*|posted in.*|categor(?:y|ies)\\s*:.*|keywords\\s*:.*"
                    + "|image source.*|image caption.*|media caption.*|(?:photo|image|picture|foto|fotos|bild|bildquelle|credit|photograph|illustration|crédit|crédito|фото)s?(?: (?:by|credit|courtesy|von|de|:).*|\\s*[:/©].*)"
                    + "|(?:last )?updated(?: (?:on|at))?\\s*:?.{0,50}|published(?: (?:on|at))?\\s*:?.{0,50}|(?:\\d+|[a-z]+) min(?:ute)?s?(?: read)?|stand:.{0,40})$",
            FLAGS);
    private static final Pattern BYLINE = Pattern.compile(
            "^(?:by|von|par|por|di|door|av|af|text|autor(?:in)?|author|written by|reported by|автор)\\b\\s*:?\\s+\\p{Lu}[^.!?]{2,80}$",
            Pattern.UNICODE_CASE | Pattern.CASE_INSENSITIVE);
    private static final Pattern TAIL_HEADING = Pattern.compile(
            "^[\\W_]*(?:comments?|related.*|more (?:on|from|stories|news|about|like|in).*|most (?:read|popular|viewed).*|latest.*|trending.*|popular.*|recommended.*|you may.*|you might.*|read more.*|read next.*|what to read.*|share.*|about the authors?.*|newsletter.*|sign up.*|subscribe.*|follow us.*|editor.s picks?.*|see also.*|further reading.*|tags|topics|leave a reply.*|kommentare.*|mehr zum thema.*|auch interessant.*|das könnte.*|à lire aussi.*|sur le même.*|noticias relacionadas.*|artículos relacionados.*|lo más leído.*|leggi anche.*|leia também.*|lees ook.*|читайте также.*|関連.*)$",
            FLAGS);
    private static final int PROMPT_CHARS = 140;
    private static final int POINTER_CHARS = 260;
    private static final int REPEAT_CHARS = 40;

    private LineFilter() {}

    static List<PageLine> filter(List<PageLine> lines, String title, List<String> authors) {
        var kept = new ArrayList<PageLine>();
        var seen = new HashSet<String>();
        var foldedTitle = Words.fold(title);
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (isTail(line) && !proseAfter(lines, i)) {
                break;
            }
            if (isNoise(line) || (kept.size() < 3 && repeatsTitle(line, foldedTitle)) || isScrap(line, i, lines)) {
                continue;
            }
            if (isSignature(line, authors) && (kept.size() < 4 || i > lines.size() - 4)) {
                continue;
            }
            if (line.text().length() >= REPEAT_CHARS && !seen.add(line.text())) {
                continue;
            }
            kept.add(line);
        }
        trimEnd(kept);
        dropLinkRuns(kept);
        trimEnd(kept);
        return List.copyOf(kept);
    }

    private static boolean isNoise(PageLine line) {
        var text = line.text();
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return true;
        }
        if (text.length() <= PROMPT_CHARS && PROMPT.matcher(text).matches() && !isSentence(line)) {
            return true;
        }
        return text.length() <= POINTER_CHARS
                && POINTER.matcher(text).find()
                && (line.linkShare() > 0.3 || (text.length() < 120 && !isSentence(line)));
    }

    private static boolean isSentence(PageLine line) {
        return line.text().length() > 60
                && line.text().endsWith(".")
                && line.linkShare() < 0.2
                && !line.text().startsWith("©");
    }

    private static boolean repeatsTitle(PageLine line, String foldedTitle) {
        return Words.fold(line.text()).equals(foldedTitle);
    }

    /** A lone link of a few words, such as a teaser. */
    private static boolean isScrap(PageLine line, int at, List<PageLine> lines) {
        if (line.linkShare() < 0.85) {
            return false;
        }
        if (line.kind() == BlockKind.LIST_ITEM) {
            return !line.endsSentence();
        }
        return line.text().length() < 200
                && !(line.endsSentence()
                        && at > 0
                        && at < lines.size() - 1
                        && line.text().endsWith("."));
    }

    private static boolean isSignature(PageLine line, List<String> authors) {
        var text = line.text();
        if (text.length() > 120) {
            return false;
        }
        if (BYLINE.matcher(text).matches()) {
            return true;
        }
        if (text.length() < 60 && DateParser.parse(text, null).isPresent() && text.split(" ").length < 9) {
            return true;
        }
        var folded = Words.fold(text);
        return authors.stream().map(Words::fold).anyMatch(name -> folded.equals(name) || folded.equals("by " + name));
    }

    private static boolean isTail(PageLine line) {
        return (line.kind() == BlockKind.HEADING || line.emphasised())
                && line.text().length() < 80
                && TAIL_HEADING.matcher(line.text()).matches();
    }

    private static boolean proseAfter(List<PageLine> lines, int at) {
        return lines.subList(at + 1, lines.size()).stream()
                        .filter(line -> line.isProse() && line.kind() != BlockKind.LIST_ITEM)
                        .count()
                > 1;
    }

    /** Headings and bare links at the end introduce nothing any more. */
    private static void trimEnd(List<PageLine> lines) {
        while (!lines.isEmpty()) {
            var last = lines.getLast();
            var empty = last.kind() == BlockKind.HEADING
                    || (last.linkShare() > 0.8 && last.text().length() < 200);
            if (!empty) {
                return;
            }
            lines.removeLast();
        }
    }

    /** Two or more lines of nothing but links in a row are a list of other articles. */
    private static void dropLinkRuns(List<PageLine> lines) {
        var from = 0;
        while (from < lines.size()) {
            var to = from;
            while (to < lines.size() && lines.get(to).linkShare() > 0.75) {
                to++;
            }
            if (to - from >= 2) {
                lines.subList(from, to).clear();
            } else {
                from = to + 1;
            }
        }
    }
}
