package io.klarion.report;

/** Lengths and courses drawn with the block characters of Unicode. */
public final class Bars {

    private static final String EIGHTHS_ACROSS = " ▏▎▍▌▋▊▉█";
    private static final String EIGHTHS_UP = "▁▂▃▄▅▆▇█";
    private static final int EIGHT = 8;
    private static final char GAP = '·';

    private Bars() {}

    /**
     * A horizontal bar of {@code fraction} of {@code width} characters, to an eighth of one, filled up with spaces.
     *
     * @param fraction cut to [0, 1]
     * @param width at least 1
     */
    public static String across(double fraction, int width) {
        int eighths = (int) Math.round(Math.max(0, Math.min(1, fraction)) * width * EIGHT);
        StringBuilder bar = new StringBuilder(width).append("█".repeat(eighths / EIGHT));
        if (eighths % EIGHT > 0) {
            bar.append(EIGHTHS_ACROSS.charAt(eighths % EIGHT));
        }
        return bar.append(" ".repeat(width - bar.length())).toString();
    }

    /**
     * One character for one value of a course: {@code ▁} at 0, {@code █} at {@code top} and above, {@code ·} for NaN.
     * Where {@code top} is 0, every value is {@code ▁}.
     */
    public static char up(double value, double top) {
        if (Double.isNaN(value)) {
            return GAP;
        }
        double fraction = Math.max(0, Math.min(1, top > 0 ? value / top : 0));
        return EIGHTHS_UP.charAt((int) Math.min(EIGHT - 1L, Math.round(fraction * (EIGHT - 1))));
    }
}
