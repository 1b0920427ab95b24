package io.wireroom.text.dates;

import java.util.regex.Pattern;

/** Brings the digits, widths and marks of all scripts into the form that the date forms read. */
final class PlainDateText {

    private static final char FIRST_FULL_WIDTH = 0xFF01;
    private static final char LAST_FULL_WIDTH = 0xFF5E;
    private static final String NUMERALS = "〇一二三四五六七八九";

    /** A number in Chinese numerals before the sign of a year, month, day, hour or minute. */
    private static final Pattern CHINESE_NUMBER = Pattern.compile("[〇零○一二三四五六七八九十]{1,4}(?=[年月日号號時时點点分])");

    private PlainDateText() {}

    /** The same text, one character for each of its own but for marks of direction, which are left out. */
    static String of(String text) {
        if (text.chars().allMatch(c -> c < 0x7F)) {
            return text;
        }
        var plain = new StringBuilder(text.length());
        var chinese = false;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (isMark(c)) {
                continue;
            }
            chinese |= NUMERALS.indexOf(c) >= 0 || c == '十';
            plain.append(plain(c));
        }
        return Months.joined(chinese ? withoutChineseNumbers(plain.toString()) : plain.toString());
    }

    private static boolean isMark(char c) {
        return c == 0x200C
                || c == 0x200E
                || c == 0x200F
                || c == 0x061C
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }

    private static char plain(char c) {
        if (c < 0x7F) {
            return c;
        }
        if (c >= FIRST_FULL_WIDTH && c <= LAST_FULL_WIDTH) {
            return (char) (c - FIRST_FULL_WIDTH + '!');
        }
        if (Character.isDigit(c)) {
            return (char) ('0' + Character.digit(c, 10));
        }
        return switch (c) {
            case '\u00A0', '\u202F', '\u2009', '\u3000' -> ' ';
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' -> '-';
            case '\u060C', '\u3001', '\u055D' -> ',';
            case '\u2019', '\u2018', '\u02BC', '\u05F3' -> '\'';
            case '\u3002' -> '.';
            case '\u2236' -> ':';
            case '\u00B5' -> '\u03BC';
            case '\u2044', '\u2215' -> '/';
            default -> c;
        };
    }

    private static String withoutChineseNumbers(String text) {
        return CHINESE_NUMBER.matcher(text).replaceAll(number -> arabic(number.group()));
    }

    /** 二〇二六 is 2026, 十七 is 17, 二十 is 20. */
    private static String arabic(String number) {
        var ten = number.indexOf('十');
        if (ten < 0) {
            var digits = new StringBuilder();
            number.chars().forEach(c -> digits.append(Math.max(0, NUMERALS.indexOf(c))));
            return digits.toString();
        }
        var tens = ten == 0 ? 1 : Math.max(0, NUMERALS.indexOf(number.charAt(ten - 1)));
        var ones = ten == number.length() - 1 ? 0 : Math.max(0, NUMERALS.indexOf(number.charAt(ten + 1)));
        return String.valueOf(10 * tens + ones);
    }

    /** Whether a text can hold a date whose digits are not counted: Chinese numerals. */
    static boolean hasChineseNumber(String text) {
        return text.indexOf('年') >= 0 && text.indexOf('月') >= 0;
    }
}
