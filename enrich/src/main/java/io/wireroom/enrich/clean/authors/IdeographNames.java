package io.wireroom.enrich.clean.authors;

import io.wireroom.tagging.places.CityNames;
import io.wireroom.text.Scripts;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the names of persons from bylines in Chinese, Japanese and Korean: names of two to four characters, without blanks
 * between their parts, beside words for reporters, places and newsrooms.
 */
final class IdeographNames {

    private static final int MOST_HAN = 6;
    private static final int MOST_KANA = 12;
    private static final int MOST_HANGUL = 5;
    private static final int MOST_PART = 3;

    private static final String REPORTER =
            "(?:特約|特约|特派|專任|专任|實習|实习|見習|见习|首席|资深|資深|駐[\\p{IsHan}]{2,3}|驻[\\p{IsHan}]{2,3})?"
                    + "(?:记者|記者|通讯员|通訊員|撰稿人|撰稿|作者|撰文|編譯|编译|評論員|评论员|主筆|主笔|特派員|特派员|論説委員|編集委員|報導者|报道员)";

    /** The words before a name; what stands before them names a newsroom or a place. */
    private static final Pattern LABEL = Pattern.compile(
            "^(?:[\\[(【]?(?:[\\p{IsHan}A-Za-z]{0,12}?)" + REPORTER
                    + "\\s*[:/|=・]?\\s*|(?:文|図|图文|文字|文圖|文图|文章|取材・文|取材・構成|文・写真|文・構成|文・撮影|聞き手|構成|執筆|取材|著者|筆者|글|글쓴이|작성자|취재|기자|글·사진|글/사진|By|by|작성|저자|編著)\\s*[:/|=・]\\s*|(?:執筆|取材|著者|글쓴이)\\s*|(?:文|글·사진|글)\\s+)");

    /** What stands behind a name. */
    private static final Pattern SUFFIX = Pattern.compile("\\s?(?:" + REPORTER
            + "|(?:선임|전문|수습|인턴|객원|시민|특파)?\\s?(?:기자|특파원|논설위원|편집위원|에디터|앵커|PD|통신원|리포터)|氏|さん|編集長|編輯|编辑)$");

    /** A part that tells of a report, a picture or its place. */
    private static final Pattern OTHER_PART = Pattern.compile(
            "報導|报道|報道|綜合|综合|外電|外电|整理|編輯|编辑|編集|摄影|攝影|撮影|写真|照片|图片|圖片|圖$|图$|来源|來源|出典|提供|責任|责任|校对|校對|審核|审核|翻译|翻譯|訳$|사진|출처|편집|제공|번역|영상|그래픽");

    /** The label of a photographer or editor within a byline, and all behind it. */
    private static final Pattern OTHERS = Pattern.compile(
            "(?<=[^\\s,、;])[\\s,、;]++(?:图|圖|图片|圖片|写真|摄影|攝影|摄|攝|撮影|編集|编辑|編輯|责编|責編|사진|영상|편집|그래픽|イラスト|動画)\\s*[:/・=].*$");

    private static final Pattern ORGANISATION = Pattern.compile(
            "(?:社|报|報|網|网|新闻|新聞|通信|電視|电视|電台|电台|台|部|室|组|組|局|協会|协会|公司|集团|集團|署|中心|频道|頻道|週刊|周刊|雜誌|杂志|日报|日報|时报|時報|ニュース|オンライン|テレビ|放送|グループ|チーム|編集|뉴스|뉴스팀|일보|신문|방송|통신|팀|부|국|편집국|닷컴|미디어|온라인|디지털|센터)$"
                    + "|^(?:本报|本報|本网|本網|本台|本刊|綜合|综合|匿名|佚名|未知|网友|網友|小编|小編|管理员|管理員|관리자|익명|編集部|编辑部|編輯部|社説|신화|연합)|新华|新華|中新|路透|法新|美聯|美联|共同通信|時事|연합뉴스|뉴시스|로이터");

    private static final Pattern BETWEEN = Pattern.compile(
            "[\\s,、;/|&+]+|(?<=\\p{IsHangul}{2})[·ㆍ・](?=\\p{IsHangul}{2})|(?<=\\p{IsHan}{2})(?:和|与|與|及)(?=\\p{IsHan}{2})");
    private static final Pattern END = Pattern.compile("[\\s=]{1,20}$");
    private static final Pattern BRACKETS = Pattern.compile("[\\[(【〔「『<][^\\])】〕」』>]{0,40}+[\\])】〕」』>]");
    private static final Pattern ADDRESS = Pattern.compile("(?<!\\S)[^\\s@]++@\\S+|https?://\\S+");

    private IdeographNames() {}

    /** Whether a text is written in Chinese, Japanese or Korean. */
    static boolean areIn(String stated) {
        var text = stated.indexOf('@') < 0 ? stated : ADDRESS.matcher(stated).replaceAll(" ");
        var wide = 0;
        var letters = 0;
        for (int i = 0; i < text.length(); ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetter(c)) {
                letters++;
                wide += isOf(c) ? 1 : 0;
            }
        }
        return wide > 0 && 2 * wide >= letters;
    }

    private static boolean isOf(int c) {
        return switch (UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> c == 'ー';
        };
    }

    /** The text behind the label of a byline; the same text if it has none. */
    static String withoutLabel(String text) {
        var label = LABEL.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        return label.find() && label.end() > 0 && label.end() < text.length() ? text.substring(label.end()) : text;
    }

    /**
     * The persons in a byline, in order.
     *
     * @param language of the page, a BCP 47 tag in lower case
     */
    static List<String> in(String text, @Nullable String language) {
        var plain = ADDRESS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll(" ");
        var bare = BRACKETS.matcher(plain).replaceAll(" ").strip();
        var whole = bare.isEmpty() ? plain.replaceAll("[\\[\\]()【】〔〕]", " ").strip() : bare;
        var equals = whole.indexOf('=');
        var line = equals > 0
                        && equals < 8
                        && equals < whole.length() - 2
                        && !LABEL.matcher(whole).find()
                ? whole.substring(equals + 1)
                : whole;
        var names = new ArrayList<String>();
        var own = OTHERS.matcher(END.matcher(line).replaceFirst("").strip()).replaceFirst("");
        for (var part : withoutLabel(own).split("\\s*[/|]\\s*")) {
            if (!OTHER_PART.matcher(part).find()) {
                addNames(SUFFIX.matcher(withoutLabel(part.strip())).replaceFirst(""), language, names);
            }
        }
        return names;
    }

    private static void addNames(String part, @Nullable String language, List<String> names) {
        var words = new ArrayList<String>();
        for (var word : BETWEEN.split(part)) {
            var bare = SUFFIX.matcher(withoutLabel(word)).replaceFirst("").strip();
            if (!bare.isEmpty()) {
                words.add(bare);
            }
        }
        var japanese = language != null && language.startsWith("ja");
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            var next = i + 1 < words.size() ? words.get(i + 1) : null;
            var joined = next != null
                    && word.length() <= MOST_PART
                    && next.length() <= MOST_PART
                    && !isOrganisation(word)
                    && (word.length() == 1 || next.length() == 1 || (japanese && words.size() % 2 == 0));
            if (joined) {
                names.add(word + ' ' + next);
                i++;
            } else if (isName(word) && (names.isEmpty() || !CityNames.isCity(word))) {
                names.add(word);
            }
        }
    }

    /** Whether a word without blanks can be a person's name. */
    static boolean isName(String word) {
        if (isOrganisation(word) || !word.codePoints().allMatch(c -> isOf(c) || c == '·' || c == '・')) {
            return false;
        }
        var length = word.codePointCount(0, word.length());
        var hangul = Scripts.isHangul(word.codePointAt(0));
        var kana =
                word.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.KATAKANA || c == '·' || c == '・');
        return length >= 2 && length <= (hangul ? MOST_HANGUL : kana ? MOST_KANA : MOST_HAN);
    }

    private static boolean isOrganisation(String word) {
        return ORGANISATION.matcher(word).find() || BylineWords.isOutlet(word);
    }
}
