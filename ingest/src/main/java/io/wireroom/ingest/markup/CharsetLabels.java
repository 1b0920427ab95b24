package io.wireroom.ingest.markup;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Charsets by the labels that feeds give them. A label means what browsers take it for (WHATWG Encoding), often a superset
 * of the named charset; signs between its letters and digits do not count, so that {@code cp-1251} is windows-1251.
 */
final class CharsetLabels {

    private static final Pattern SIGNS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern WINDOWS =
            Pattern.compile("x?(?:cp|ms|win|windows|w|ansi)0*(125[0-8]|874|93[26]|949|950|1361)");
    private static final Pattern ISO_8859 = Pattern.compile("(?:x)?(?:iso|is)?8859(1[0-6]|[1-9])");

    private static final Map<String, String> KNOWN = Map.ofEntries(
            Map.entry("latin1", "windows-1252"),
            Map.entry("l1", "windows-1252"),
            Map.entry("ascii", "windows-1252"),
            Map.entry("usascii", "windows-1252"),
            Map.entry("ansi", "windows-1252"),
            Map.entry("latin2", "ISO-8859-2"),
            Map.entry("latin5", "windows-1254"),
            Map.entry("latin9", "ISO-8859-15"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("gb231280", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("xgbk", "GB18030"),
            Map.entry("gb18030", "GB18030"),
            Map.entry("euccn", "GB18030"),
            Map.entry("shiftjis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("xsjis", "windows-31j"),
            Map.entry("mskanji", "windows-31j"),
            Map.entry("eucjp", "EUC-JP"),
            Map.entry("xeucjp", "EUC-JP"),
            Map.entry("ksc56011987", "x-windows-949"),
            Map.entry("ksc5601", "x-windows-949"),
            Map.entry("euckr", "x-windows-949"),
            Map.entry("uhc", "x-windows-949"),
            Map.entry("big5", "Big5-HKSCS"),
            Map.entry("big5hkscs", "Big5-HKSCS"),
            Map.entry("tis620", "x-windows-874"),
            Map.entry("koi8", "KOI8-R"),
            Map.entry("koi8r", "KOI8-R"),
            Map.entry("koi8u", "KOI8-U"),
            Map.entry("koi8ru", "KOI8-U"),
            Map.entry("cyrillic", "windows-1251"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("utf8mb4", "UTF-8"),
            Map.entry("utf8bom", "UTF-8"),
            Map.entry("unicode11utf8", "UTF-8"),
            Map.entry("utf16", "UTF-16"),
            Map.entry("utf16le", "UTF-16LE"),
            Map.entry("utf16be", "UTF-16BE"));

    private static final Map<String, String> WINDOWS_NAMES = Map.of(
            "874", "x-windows-874",
            "932", "windows-31j",
            "936", "GB18030",
            "949", "x-windows-949",
            "950", "Big5-HKSCS",
            "1361", "x-Johab");

    private static final Map<String, String> ISO_NAMES =
            Map.of("1", "windows-1252", "9", "windows-1254", "11", "x-windows-874");

    private CharsetLabels() {}

    /** The charset that this label means; empty for a label that means none. */
    static Optional<Charset> charset(String label) {
        var bare = SIGNS.matcher(label.toLowerCase(Locale.ROOT)).replaceAll("");
        var windows = WINDOWS.matcher(bare);
        var iso = ISO_8859.matcher(bare);
        var name = KNOWN.get(bare);
        if (name == null && windows.matches()) {
            name = WINDOWS_NAMES.getOrDefault(windows.group(1), "windows-" + windows.group(1));
        } else if (name == null && iso.matches()) {
            name = ISO_NAMES.getOrDefault(iso.group(1), "ISO-8859-" + iso.group(1));
        }
        try {
            return Optional.of(Charset.forName(name == null ? label : name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
