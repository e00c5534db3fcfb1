package io.klarion.core.divergence;

/**
 * {@link StrictMath#log} and {@link StrictMath#log1p}, bit for bit, without leaving Java: up to Java 20 those are native
 * calls that cost several times what they compute, and a verdict takes some hundred logarithms.
 *
 * <p>The arguments that divergences have are computed as fdlibm does, which defines what {@code StrictMath} returns; all
 * others are left to {@code StrictMath}. With x = 2^k (1 + f), √½ ≤ 1 + f < √2, and s = f / (2 + f),
 *
 * <pre>{@code
 * ln x = k ln 2 + ln(1 + f)      ln(1 + f) = f − s (f − R(s²)) = f − (f²/2 − s (f²/2 + R(s²)))
 * }</pre>
 *
 * <p>where R approximates ln((1 + s)/(1 − s)) − 2s by a polynomial. Operations and their order are those of the original:
 *
 * <p>Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun Microsystems, Inc.
 * business. Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice
 * is preserved. (fdlibm 5.3, e_log.c and s_log1p.c)
 */
final class NaturalLog {

    private static final double LN2_HIGH = 0.6931471803691238;
    private static final double LN2_LOW = 1.9082149292705877e-10;
    private static final double R1 = 0.6666666666666735;
    private static final double R2 = 0.3999999999940942;
    private static final double R3 = 0.2857142874366239;
    private static final double R4 = 0.22222198432149784;
    private static final double R5 = 0.1818357216161805;
    private static final double R6 = 0.15313837699209373;
    private static final double R7 = 0.14798198605116586;

    private static final int SMALLEST_NORMAL = 0x00100000;
    private static final int INFINITE = 0x7ff00000;
    private static final int FRACTION = 0x000fffff;
    private static final int ONE = 0x3ff00000;

    private static final double TINY = 0x1p-29;
    private static final double LOWEST_PLAIN = -0.2928;
    private static final double HIGHEST_PLAIN = 0.4142;

    private NaturalLog() {}

    /** ln x, as {@link StrictMath#log}. */
    static double of(double x) {
        long bits = Double.doubleToRawLongBits(x);
        int high = (int) (bits >> 32);
        int fraction = high & FRACTION;
        boolean isNextToPowerOfTwo = (FRACTION & (2 + fraction)) < 3;
        if (high < SMALLEST_NORMAL || high >= INFINITE || isNextToPowerOfTwo) {
            return StrictMath.log(x);
        }
        /* 1 + f: the fraction of x, halved when it is above √2. */
        int halved = (fraction + 0x95f64) & SMALLEST_NORMAL;
        double k = (high >> 20) - 1023 + (halved >> 20);
        long onePlus = ((long) (fraction | (halved ^ ONE)) << 32) | (bits & 0xffffffffL);
        return of(k, Double.longBitsToDouble(onePlus) - 1, fraction);
    }

    private static double of(double k, double f, int fraction) {
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double even = w * (R2 + w * (R4 + w * R6));
        double odd = z * (R1 + w * (R3 + w * (R5 + w * R7)));
        double r = odd + even;
        boolean isMiddle = ((fraction - 0x6147a) | (0x6b851 - fraction)) > 0;
        if (isMiddle) {
            double half = 0.5 * f * f;
            return k == 0 ? f - (half - s * (half + r)) : k * LN2_HIGH - ((half - (s * (half + r) + k * LN2_LOW)) - f);
        }
        return k == 0 ? f - s * (f - r) : k * LN2_HIGH - ((s * (f - r) - k * LN2_LOW) - f);
    }

    /** ln(1 + x), as {@link StrictMath#log1p}. */
    static double ofOnePlus(double x) {
        if (!(x > LOWEST_PLAIN && x < HIGHEST_PLAIN) || Math.abs(x) < TINY) {
            return StrictMath.log1p(x);
        }
        double half = 0.5 * x * x;
        double s = x / (2 + x);
        double z = s * s;
        double r = z * (R1 + z * (R2 + z * (R3 + z * (R4 + z * (R5 + z * (R6 + z * R7))))));
        return x - (half - s * (half + r));
    }
}
