package io.klarion.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which room (package) may know which: the two tables below are the architecture. */
class RoomsTest {

    private static final String BASE = "io.klarion";
    private static final String CORE = BASE + ".core";

    /** Rooms of the core, each with the core rooms it may use. */
    private static final Map<String, Set<String>> CORE_ROOMS = Map.ofEntries(
            Map.entry("distribution", Set.of()),
            Map.entry("window", Set.of("distribution")),
            Map.entry("divergence", Set.of("window", "distribution")),
            Map.entry("reference", Set.of("window", "distribution")),
            Map.entry("profile", Set.of("window", "distribution")),
            Map.entry("detect", Set.of("divergence", "reference", "profile", "window", "distribution")),
            Map.entry("alert", Set.of("detect", "divergence", "reference", "profile", "window", "distribution")),
            Map.entry(
                    "delivery",
                    Set.of("alert", "detect", "divergence", "reference", "profile", "window", "distribution")),
            Map.entry(
                    "monitor",
                    Set.of("alert", "detect", "divergence", "reference", "profile", "window", "distribution")),
            Map.entry("protocol", Set.of("monitor", "alert", "detect", "reference", "window", "distribution")),
            Map.entry(
                    "backtest",
                    Set.of(
                            "protocol",
                            "monitor",
                            "alert",
                            "detect",
                            "divergence",
                            "reference",
                            "window",
                            "distribution")));

    /** Rooms at the edge, each with the edge rooms it may use; all of them may use the core. */
    private static final Map<String, Set<String>> EDGE_ROOMS = Map.ofEntries(
            Map.entry("codec", Set.of()),
            Map.entry("metrics", Set.of()),
            Map.entry("config", Set.of("codec", "metrics")),
            Map.entry("topology", Set.of("codec", "metrics")),
            Map.entry("replay", Set.of("codec", "metrics")),
            Map.entry("web", Set.of()),
            Map.entry("console", Set.of("web")),
            Map.entry("http", Set.of("codec", "metrics", "console", "web")),
            Map.entry("notify", Set.of("codec", "metrics")),
            Map.entry("report", Set.of("codec", "metrics", "web")),
            Map.entry("demo", Set.of("codec", "metrics")),
            Map.entry(
                    "cli",
                    Set.of(
                            "codec",
                            "metrics",
                            "config",
                            "topology",
                            "replay",
                            "http",
                            "notify",
                            "report",
                            "demo",
                            "console",
                            "web")));

    private static final JavaClasses KLARION = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(BASE);

    static Stream<String> coreRooms() {
        return CORE_ROOMS.keySet().stream().sorted();
    }

    static Stream<String> edgeRooms() {
        return EDGE_ROOMS.keySet().stream().sorted();
    }

    @Test
    void everyClassLivesInAKnownRoom() {
        Set<String> unknown = new TreeSet<>();
        for (JavaClass type : KLARION) {
            if (roomOf(type, CORE, CORE_ROOMS.keySet()) || roomOf(type, BASE, EDGE_ROOMS.keySet())) {
                continue;
            }
            unknown.add(type.getName());
        }
        assertThat(unknown)
                .as("classes outside the rooms; a new room gets a line in a table above")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("coreRooms")
    void coreRoomUsesOnlyTheRoomsBelowIt(String room) {
        staysAwayFrom(CORE + "." + room, others(CORE, CORE_ROOMS, room));
    }

    @ParameterizedTest
    @MethodSource("edgeRooms")
    void edgeRoomUsesOnlyTheRoomsBelowIt(String room) {
        staysAwayFrom(BASE + "." + room, others(BASE, EDGE_ROOMS, room));
    }

    @Test
    void coreKnowsOnlyTheJdkAndStatistics() {
        onlyKnows(
                CORE,
                CORE + "..",
                "java..",
                "org.jspecify..",
                "org.apache.commons.statistics..",
                "org.apache.commons.numbers..",
                "org.apache.commons.rng..");
    }

    @Test
    void coreKnowsNoFilesNetworkThreadsOrClocks() {
        DescribedPredicate<JavaClass> outsideWorld = resideInAnyPackage(
                        "java.io..",
                        "java.net..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.util.concurrent..",
                        "java.sql..",
                        "java.util.logging..")
                .and(not(equivalentTo(Serializable.class)))
                .or(equivalentTo(Thread.class))
                .or(equivalentTo(Clock.class))
                .as("files, the network, threads or a clock");
        noClasses()
                .that()
                .resideInAPackage(CORE + "..")
                .should()
                .dependOnClassesThat(outsideWorld)
                .because("the same input must give the same answer, anywhere and on any day")
                .allowEmptyShould(true)
                .check(KLARION);
    }

    @Test
    void codecKnowsOnlyCoreJacksonMustacheAndItsReadersOfFiles() {
        onlyKnows(
                BASE + ".codec",
                BASE + ".codec..",
                CORE + "..",
                "java..",
                "org.jspecify..",
                "tools.jackson..",
                "com.fasterxml.jackson.annotation..",
                "com.samskivert.mustache..",
                "de.siegmar.fastcsv..",
                "com.github.luben.zstd..",
                "org.apache.parquet..",
                "org.xerial.snappy..",
                "io.airlift.compress..");
    }

    @Test
    void metricsKnowsOnlyCoreMicrometerAndPrometheus() {
        onlyKnows(
                BASE + ".metrics",
                BASE + ".metrics..",
                CORE + "..",
                "java..",
                "org.jspecify..",
                "org.slf4j..",
                "io.micrometer..",
                "io.prometheus..");
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(BASE + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(KLARION);
    }

    @Test
    void typeNamesSaySomething() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "..")
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl)")
                .orShould()
                .haveNameMatching(".*[.$]Abstract[A-Z][^.$]*")
                .allowEmptyShould(true)
                .check(KLARION);
    }

    @Test
    void nobodyWritesAsTheMachinesLocaleDoes() {
        noClasses()
                .that()
                .resideInAPackage(BASE + "..")
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(PrintWriter.class, "printf", String.class, Object[].class)
                .orShould()
                .callMethod(PrintStream.class, "printf", String.class, Object[].class)
                .because("a number must look the same on every machine")
                .allowEmptyShould(true)
                .check(KLARION);
    }

    private static boolean roomOf(JavaClass type, String parent, Set<String> rooms) {
        String name = type.getPackageName();
        return rooms.stream()
                .map(room -> parent + "." + room)
                .anyMatch(room -> name.equals(room) || name.startsWith(room + "."));
    }

    private static Set<String> others(String parent, Map<String, Set<String>> rooms, String room) {
        Set<String> allowed = rooms.getOrDefault(room, Set.of());
        return rooms.keySet().stream()
                .filter(other -> !other.equals(room) && !allowed.contains(other))
                .map(other -> parent + "." + other + "..")
                .collect(toUnmodifiableSet());
    }

    private static void staysAwayFrom(String room, Set<String> forbidden) {
        noClasses()
                .that()
                .resideInAPackage(room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden.toArray(String[]::new))
                .allowEmptyShould(true)
                .check(KLARION);
    }

    private static void onlyKnows(String room, String... packages) {
        classes()
                .that()
                .resideInAPackage(room + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(packages)
                .allowEmptyShould(true)
                .check(KLARION);
    }
}
