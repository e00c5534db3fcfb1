package io.klarion.report;

import java.io.IOException;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Where text is shown.
 *
 * @param columns how wide it is now
 * @param rows how high it is now
 * @param isTerminal whether a person looks at it, so that lines may be redrawn; otherwise it is a pipe or a file
 * @param hasColour whether colours may be used
 */
public record Screen(IntSupplier columns, IntSupplier rows, boolean isTerminal, boolean hasColour) {

    private static final int COLUMNS = 100;
    private static final int ROWS = 40;

    /** A screen of one size. */
    public static Screen fixed(int columns, int rows, boolean isTerminal, boolean hasColour) {
        return new Screen(() -> columns, () -> rows, isTerminal, hasColour);
    }

    /**
     * The screen of this process: a terminal when it is started from one and nothing is redirected.
     *
     * @param environment where {@code NO_COLOR} stands: any text switches colours off
     */
    public static Screen of(Map<String, String> environment) {
        boolean hasColour = environment.getOrDefault("NO_COLOR", "").isEmpty();
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .systemOutput(TerminalBuilder.SystemOutput.SysOut)
                    .dumb(true)
                    .nativeSignals(false)
                    .build();
            boolean isTerminal = !terminal.getType().startsWith(Terminal.TYPE_DUMB);
            return new Screen(
                    () -> known(terminal.getWidth(), COLUMNS),
                    () -> known(terminal.getHeight(), ROWS),
                    isTerminal,
                    isTerminal && hasColour);
        } catch (IOException unknown) {
            return fixed(COLUMNS, ROWS, false, false);
        }
    }

    private static int known(int size, int otherwise) {
        return size > 0 ? size : otherwise;
    }
}
