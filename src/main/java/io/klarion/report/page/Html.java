package io.klarion.report.page;

import java.util.regex.Pattern;

/** Text as HTML and JSON as the content of a {@code script} element, so that nothing in them can become markup. */
final class Html {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d(:\\d\\d)? UTC");

    private Html() {}

    /** For text between tags and in double-quoted attributes. */
    static String text(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
        return html.toString();
    }

    /** The same, with times that no line break cuts. */
    static String dated(String text) {
        return TIME.matcher(text(text)).replaceAll("<span class=\"time\">$0</span>");
    }

    /** JSON that cannot end its script element: {@code <} stands only in texts, where it may be escaped. */
    static String json(String json) {
        return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }
}
