package io.klarion.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM that the tests start, signal and end; what it prints goes to {@code <log>.out} and {@code <log>.err}. */
public final class JavaProcess {

    private static final Set<Process> LIVING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> LIVING.forEach(Process::destroyForcibly), "end-all"));
    }

    private final Process process;
    private final Path out;
    private final Path err;

    private JavaProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * What to start.
     *
     * @param wrapper a command that replaces itself by the one behind it; empty for none
     * @param flags of the JVM
     * @param mainClass on the class path of the tests
     */
    public record Command(List<String> wrapper, List<String> flags, String mainClass) {
        public Command {
            wrapper = List.copyOf(wrapper);
            flags = List.copyOf(flags);
        }

        private List<String> line(List<String> arguments) {
            List<String> line = new ArrayList<>(wrapper);
            line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            line.addAll(flags);
            line.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
            line.addAll(arguments);
            return line;
        }
    }

    /** Starts a JVM; {@code log} is the path of its output without the ending. */
    public static JavaProcess start(Command command, List<String> arguments, Path log) {
        Path out = log.resolveSibling(log.getFileName() + ".out");
        Path err = log.resolveSibling(log.getFileName() + ".err");
        try {
            Files.createDirectories(out.toAbsolutePath().getParent());
            Process process = new ProcessBuilder(command.line(arguments))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
                    .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()))
                    .start();
            LIVING.removeIf(before -> !before.isAlive());
            LIVING.add(process);
            return new JavaProcess(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its process number. */
    public long pid() {
        return process.pid();
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it with kill -9; fails when it was dead already, because then nothing would have been tested. */
    public void kill() {
        assertThat(isAlive())
                .as("process " + pid() + " lives when it is killed")
                .isTrue();
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    /** Asks it to end, with SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Stops its clock, with SIGSTOP, and makes sure that it stands. */
    public void freeze() {
        assertThat(isAlive())
                .as("process " + pid() + " lives when it is frozen")
                .isTrue();
        signal("STOP");
        await("process " + pid() + " stands still")
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(state()).isEqualTo('T'));
    }

    /** Lets it run on, with SIGCONT. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(code).as("kill -" + name + " " + pid()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /* Behind the command's name, which may hold spaces and parentheses. */
    private char state() {
        String stat = read(Path.of("/proc", Long.toString(pid()), "stat"));
        return stat.charAt(stat.lastIndexOf(')') + 2);
    }

    /** Waits for its end; returns its exit code, which is 128 + the signal's number for one that was killed. */
    public int awaitExit(Duration patience) {
        try {
            assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
                    .as("process " + pid() + " ends within " + patience.toSeconds() + " s")
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** What it has printed to stdout. */
    public String out() {
        return read(out);
    }

    /** What it has printed to stderr. */
    public String err() {
        return read(err);
    }

    /** How much of its memory is in RAM, in bytes. */
    public long residentBytes() {
        return read(Path.of("/proc", Long.toString(pid()), "status"))
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    /** What {@code jcmd} answers when asked for something of this process. */
    public String command(String what) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process asked = new ProcessBuilder(jcmd, Long.toString(pid()), what)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(asked.waitFor()).as("exit code of jcmd " + what).isZero();
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** How many files and sockets it has open. */
    public long openFiles() {
        try (Stream<Path> handles = Files.list(Path.of("/proc", Long.toString(pid()), "fd"))) {
            return handles.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }
}
