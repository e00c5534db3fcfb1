package io.klarion.report;

/**
 * Text from data, made safe for a terminal and a log line.
 *
 * <p>Names and category values are written by strangers: an escape sequence in one could recolour, retitle or
 * overwrite the terminal, a line break could forge a log line, a direction mark could make a text read as another.
 * Each such character is replaced by {@code �}.
 */
public final class PrintableText {

    private static final int REPLACEMENT = 0xFFFD;

    private PrintableText() {}

    /**
     * {@code text} with every control character, format character (such as direction marks), line separator, lone
     * surrogate and unassigned or private character replaced; everything else as it is.
     */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(point -> safe.appendCodePoint(isPrintable(point) ? point : REPLACEMENT));
        return safe.toString();
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
