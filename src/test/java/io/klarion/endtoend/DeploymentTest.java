package io.klarion.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What docker-compose.yml promises, as far as it can be seen without a container engine. */
class DeploymentTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNode COMPOSE =
            YAML.readTree(Path.of("docker-compose.yml").toFile());
    private static final JsonNode HARDENED = COMPOSE.get("x-hardened");

    /** Names of the services. */
    static Stream<String> services() {
        return COMPOSE.get("services").propertyNames().stream();
    }

    private static JsonNode service(String name) {
        return COMPOSE.at("/services/" + name);
    }

    /* A merge key is kept as an ordinary one by the parser, or resolved. */
    private static JsonNode property(String service, String name) {
        JsonNode own = service(service).path(name);
        return own.isMissingNode() && service(service).has("<<") ? HARDENED.path(name) : own;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asString()));
        return texts;
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyImageIsOfAFixedVersionOrBuiltHere(String service) {
        String image = service(service).get("image").asString();

        assertThat(image).matches("klarion:local|[a-z/-]+:v?\\d+\\.\\d+\\.\\d+");
        assertThat(image.equals("klarion:local")).isEqualTo(service(service).has("build"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyServiceSaysWhetherItIsWell(String service) {
        assertThat(service(service).has("healthcheck")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("services")
    void noServiceHasPrivilegesOrAWritableRootWithoutNeed(String service) {
        assertThat(texts(property(service, "cap_drop"))).containsExactly("ALL");
        assertThat(texts(property(service, "security_opt"))).containsExactly("no-new-privileges:true");
        if (!service.equals("kafka")) { // its image writes its own settings at the start
            assertThat(property(service, "read_only").asBoolean()).isTrue();
            assertThat(service(service).get("user").asString()).doesNotStartWith("0");
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void portsArePublishedOnThisMachineOnly(String service) {
        assertThat(texts(service(service).path("ports"))).allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void whatIsMountedExistsAndVolumesAreDeclared(String service) {
        for (String volume : texts(service(service).path("volumes"))) {
            String source = volume.substring(0, volume.indexOf(':'));
            if (source.startsWith("./")) {
                assertThat(volume).endsWith(":ro");
                assertThat(Path.of(source)).exists();
            } else {
                assertThat(COMPOSE.get("volumes").has(source)).as(source).isTrue();
            }
        }
        texts(service(service).path("secrets"))
                .forEach(secret -> assertThat(Path.of(
                                COMPOSE.at("/secrets/" + secret + "/file").asString()))
                        .exists());
    }

    @Test
    void theProgramsNameOneAnotherAsTheComposeFileDoes() throws Exception {
        String klarion = Files.readString(Path.of("src/main/docker/klarion.yaml"));
        String prometheus = Files.readString(Path.of("src/main/docker/prometheus.yml"));

        assertThat(klarion).contains("\"kafka:9092\"", "http://alertmanager:9093", "port: 8080");
        assertThat(prometheus).contains("alertmanager:9093", "klarion:8080");
        assertThat(services()).contains("kafka", "alertmanager", "klarion", "prometheus", "grafana");
        assertThat(service("kafka")
                        .at("/environment/KAFKA_ADVERTISED_LISTENERS")
                        .asString())
                .isEqualTo("PLAINTEXT://kafka:9092");
    }

    @Test
    void theImageRunsAsNobodySpecialAndPassesSignalsOn() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("src/main/docker/Dockerfile"));

        assertThat(lines).contains("USER 10001:10001");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("ENTRYPOINT"))
                .singleElement()
                .asString()
                .startsWith("ENTRYPOINT [\"java\"");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("FROM"))
                .allMatch(line -> line.matches("FROM \\S+:[\\d.][^ ]*( AS build)?"));
    }

    @Test
    void theContextOfTheImageHoldsWhatItCopies() throws Exception {
        List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));

        assertThat(ignored).contains("*", "!pom.xml", "!.mvn", "!src/main", "!config");
    }

    @Test
    void theKubernetesExampleIsOneAndItsConfigurationToo() throws Exception {
        List<JsonNode> documents = new ArrayList<>();
        for (String text :
                Files.readString(Path.of("src/docs/deploy/kubernetes.yaml")).split("(?m)^---$", -1)) {
            documents.add(YAML.readTree(text));
        }

        assertThat(documents)
                .extracting(document -> document.get("kind").asString())
                .containsExactly("ConfigMap", "StatefulSet", "PodDisruptionBudget", "Service");
        JsonNode container = documents.get(1).at("/spec/template/spec/containers/0");
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(texts(container.get("args"))).containsExactly("run", "--config", "/etc/klarion/klarion.yaml");
        assertThat(documents.get(0).at("/data/klarion.yaml").asString()).contains("application-id: loans");
        assertThat(Map.of("app", "klarion"))
                .containsEntry("app", documents.get(3).at("/spec/selector/app").asString());
    }
}
