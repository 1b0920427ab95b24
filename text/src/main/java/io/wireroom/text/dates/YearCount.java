package io.wireroom.text.dates;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.HijrahDate;
import java.time.temporal.JulianFields;

/** A way to count years, and with it months and days, that news pages use. */
enum YearCount {
    GREGORIAN {
        @Override
        LocalDate date(int year, int month, int day) {
            return LocalDate.of(year, month, day);
        }
    },

    /** 543 years ahead, months and days as in the Gregorian calendar: Thailand, Laos. */
    BUDDHIST {
        @Override
        LocalDate date(int year, int month, int day) {
            return LocalDate.of(year - BUDDHIST_AHEAD, month, day);
        }
    },

    /** Years of the Republic of China: Taiwan. */
    MINGUO {
        @Override
        LocalDate date(int year, int month, int day) {
            return LocalDate.of(year + 1911, month, day);
        }
    },
    SHOWA {
        @Override
        LocalDate date(int year, int month, int day) {
            return LocalDate.of(year + 1925, month, day);
        }
    },
    HEISEI {
        @Override
        LocalDate date(int year, int month, int day) {
            return LocalDate.of(year + 1988, month, day);
        }
    },
    REIWA {
        @Override
        LocalDate date(int year, int month, int day) {
            return LocalDate.of(year + 2018, month, day);
        }
    },

    /** The solar calendar of Iran and Afghanistan. */
    SOLAR_HIJRI {
        @Override
        LocalDate date(int year, int month, int day) {
            if (year < 1300 || year > 1500 || day > (month <= 6 ? 31 : month <= 11 || isSolarLeap(year) ? 30 : 29)) {
                throw new DateTimeException("no such day of the solar Hijri calendar");
            }
            var days = 30 * (month - 1) + Math.min(month - 1, 6) + day - 1;
            // 1 Farvardin 1300 was 21 March 1921.
            return LocalDate.of(1921, 3, 21).plusDays(365L * (year - 1300) + solarLeapYears(year) + days);
        }
    },

    /** The lunar calendar of Umm al-Qura. */
    LUNAR_HIJRI {
        @Override
        LocalDate date(int year, int month, int day) {
            return LocalDate.from(HijrahDate.of(year, month, day));
        }
    },

    /** Twelve months of 30 days and a short one: Ethiopia. */
    ETHIOPIC {
        @Override
        LocalDate date(int year, int month, int day) {
            if (day > 30) {
                throw new DateTimeException("no such day of the Ethiopic calendar");
            }
            var julianDay = 1_724_221L + 365L * (year - 1) + year / 4 + 30L * (month - 1) + day - 1;
            return LocalDate.EPOCH.with(JulianFields.JULIAN_DAY, julianDay);
        }
    };

    static final int BUDDHIST_AHEAD = 543;

    /**
     * The day of the Gregorian calendar.
     *
     * @throws DateTimeException if there is no such day
     */
    abstract LocalDate date(int year, int month, int day);

    private static boolean isSolarLeap(int year) {
        return (25 * year + 11) % 33 < 8;
    }

    /** Leap years from 1300 to the year before this one. */
    private static int solarLeapYears(int year) {
        var leaps = 0;
        for (var one = 1300; one < year; one++) {
            leaps += isSolarLeap(one) ? 1 : 0;
        }
        return leaps;
    }
}
