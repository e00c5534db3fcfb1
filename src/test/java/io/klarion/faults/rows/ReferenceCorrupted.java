package io.klarion.faults.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.faults.Fault;
import io.klarion.faults.Instance;
import io.klarion.faults.Patience;
import io.klarion.faults.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The reference file is damaged on disk, and an instance is started again. */
public final class ReferenceCorrupted implements Fault {

    private static final int MEANWHILE = 2_000;
    private static final int WRONG_CONFIG = 2;

    @Override
    public String name() {
        return "reference-corrupted";
    }

    @Override
    public String expected() {
        return "The start ends with exit code 2 and the place; the other instance runs on; whole again, it starts.";
    }

    @Override
    public String happen(Scene scene) throws IOException {
        Path reference = scene.directory().resolve("shop.json");
        String whole = Files.readString(reference);
        Instance victim = scene.instance("a");
        scene.requireAtWork(victim);
        victim.stop();
        Files.writeString(reference, whole.replaceFirst("3200", "3201"));
        String digest = refused(victim);
        assertThat(digest).contains("shop.json: digest: must be that of the cells and counts, ");
        Files.writeString(reference, whole.substring(0, whole.length() / 2));
        String cut = refused(victim);
        assertThat(cut)
                .contains("monitors[0].reference.file: must be a reference, was ")
                .doesNotContain("\tat ");
        scene.requireAtWork(scene.instance("b"));
        scene.load().awaitMore(MEANWHILE);
        Files.writeString(reference, whole);
        victim.start();
        victim.awaitReady();
        scene.awaitCaughtUp();
        return "refused twice with exit code 2: \""
                + digest.lines().skip(1).findFirst().orElse("").strip() + "\"";
    }

    private static String refused(Instance victim) {
        victim.start();
        int code = victim.process().awaitExit(Patience.LONG);
        assertThat(code).as(victim.process().err()).isEqualTo(WRONG_CONFIG);
        return victim.process().err();
    }
}
