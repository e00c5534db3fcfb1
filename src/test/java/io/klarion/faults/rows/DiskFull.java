package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.JavaProcess;
import io.klarion.faults.Patience;
import io.klarion.faults.Scene;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The disk below the state directory is full when an instance has to open more state. The disk is a small tmpfs in a
 * mount namespace of the instance's own, so that it needs no rights on the machine.
 */
public final class DiskFull implements Fault {

    private static final String MOUNT = "mount -t tmpfs -o size=24m tmpfs \"$0\" && exec \"$@\"";
    private static final int MEANWHILE = 3_000;

    @Override
    public String name() {
        return "disk-full";
    }

    @Override
    public String expected() {
        return "Exact; the instance says why it cannot go on, the other one does its work.";
    }

    @Override
    public String happen(Scene scene) throws IOException {
        Instance cramped = scene.instance("a");
        Instance other = scene.instance("b");
        Path disk = scene.deployment().stateDirectory("a");
        cramped.stop();
        cramped.use(new JavaProcess.Command(
                List.of("unshare", "-Urm", "sh", "-c", MOUNT, disk.toString()),
                Instance.KLARION.flags(),
                Instance.KLARION.mainClass()));
        cramped.start();
        cramped.awaitReady();
        scene.requireAtWork(cramped);
        Path filler = fill(cramped, disk);
        scene.load().awaitMore(MEANWHILE);
        // now it must open the other's state as well
        other.kill();
        int code = cramped.process().awaitExit(Patience.LONG);
        assertThat(code).as("exit code without a disk to write to").isEqualTo(1);
        cramped.mayEnd();
        assertThat(cramped.process().err()).contains("No space left on device");
        other.start();
        other.awaitReady();
        scene.awaitCaughtUp();
        assertThat(filler).as("the disk, which went with its process").doesNotExist();
        cramped.use(Instance.KLARION);
        cramped.start();
        cramped.awaitReady();
        scene.requireAtWork(cramped);
        return "a tmpfs of 24 MB full: ended with exit code " + code + " and the cause, the other went on";
    }

    /* Through the eyes of the process; returns the file that fills the disk. */
    private static Path fill(Instance instance, Path disk) throws IOException {
        Path seen = Path.of("/proc", Long.toString(instance.process().pid()), "root")
                .resolve(Path.of("/").relativize(disk));
        Path filler = seen.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] zeros = new byte[1 << 12];
            while (Files.getFileStore(seen).getUsableSpace() > 0) {
                out.write(zeros);
            }
        }
        assertThat(Files.getFileStore(seen).getUsableSpace()).as("bytes left").isZero();
        return filler;
    }
}
