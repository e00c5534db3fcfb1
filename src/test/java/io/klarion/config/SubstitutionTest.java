package io.klarion.config;

import static io.klarion.config.Documents.MINIMAL;
import static io.klarion.config.Documents.monitorWith;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubstitutionTest {

    private static final String CANARY = "c4n4ry-s3cret";

    @TempDir
    Path directory;

    private Documents documents;

    @BeforeEach
    void open() {
        documents = new Documents(directory);
    }

    @Test
    void takesTextsNumbersAndFlagsFromTheEnvironment() {
        KlarionConfig config = documents.load(
                MINIMAL
                        + "application-id: x-${env:STAGE}\nhttp: { port: '${env:PORT}' }\ncreate-topics: ${env:CREATE}\n",
                Map.of("STAGE", "prod", "PORT", "9000", "CREATE", "true"));

        assertThat(config.applicationId()).isEqualTo("x-prod");
        assertThat(config.http().port()).isEqualTo(9000);
        assertThat(config.createTopics()).isTrue();
    }

    @Test
    void takesTheDefaultWhereTheVariableIsNotSet() {
        assertThat(documents
                        .load(MINIMAL + "http: { port: '${env:PORT:-9001}' }")
                        .http()
                        .port())
                .isEqualTo(9001);
    }

    @Test
    void takesTheTextOfAFileWithoutItsLastLineEnd() throws IOException {
        Path secret = Files.writeString(directory.resolve("password"), CANARY + "\n");

        KlarionConfig config = documents.load(MINIMAL + "kafka: { ssl.key.password: '${file:" + secret + "}' }");

        assertThat(config.kafka().toMap()).containsEntry("ssl.key.password", CANARY);
    }

    @Test
    void doesNotSearchWhatItPutIn() {
        KlarionConfig config =
                documents.load(MINIMAL + "kafka: { client.rack: '${env:A}' }", Map.of("A", "${env:B}", "B", "never"));

        assertThat(config.kafka().toMap()).containsEntry("client.rack", "${env:B}");
    }

    @Test
    void aDoubledDollarSignKeepsTheText() {
        assertThat(documents
                        .load(MINIMAL + "kafka: { client.rack: '$${env:A}' }")
                        .kafka()
                        .toMap())
                .containsEntry("client.rack", "${env:A}");
    }

    @Test
    void aVariableThatIsNotSetIsOneProblem() {
        assertThat(documents.problems(MINIMAL + "http: { port: '${env:PORT}' }"))
                .containsExactly("http.port: must use an environment variable that is set, was ${env:PORT}");
    }

    @Test
    void aFileThatIsNotThereIsAProblem() {
        assertThat(documents.problems(MINIMAL + "kafka: { ssl.key.password: '${file:/nowhere/at/all}' }"))
                .containsExactly("kafka.ssl.key.password: must use a readable file of at most 65536 bytes,"
                        + " was ${file:/nowhere/at/all}");
    }

    @Test
    void anotherKindOfVariableIsAProblem() {
        assertThat(documents.problems(MINIMAL + "application-id: '${sys:user.name}'"))
                .containsExactly("application-id: must use ${env:NAME}, ${env:NAME:-default} or ${file:/path},"
                        + " was ${sys:user.name}");
    }

    /* Found by fuzzing: the lines of the text stood in the message as they were. */
    @Test
    void aProblemWithATextOfSeveralLinesIsOneLine() {
        assertThat(documents.problems(MINIMAL + "application-id: \"a\\nb${x:y}\"", Map.of()))
                .containsExactly(
                        "application-id: must use ${env:NAME}, ${env:NAME:-default} or ${file:/path}, was a?b${x:y}");
    }

    @Test
    void whatWasPutInStillHasToObeyTheRule() {
        assertThat(documents.problems(MINIMAL + "http: { port: '${env:PORT}' }", Map.of("PORT", "http")))
                .containsExactly("http.port: must be between 0 and 65535, was http");
    }

    @Test
    void noPrintedFormShowsASecret() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), CANARY);
        KlarionConfig config = documents.load(
                MINIMAL + "kafka:\n"
                        + "  sasl.jaas.config: 'module required password=\"${env:KAFKA_PASSWORD}\";'\n"
                        + "  ssl.key.password: " + CANARY + "\n"
                        + "  client.rack: 'rack-${file:" + secret + "}'\n"
                        + "  client.dns.lookup: x" + CANARY + "y\n",
                Map.of("KAFKA_PASSWORD", CANARY));

        assertThat(config.toString())
                .doesNotContain(CANARY)
                .contains("sasl.jaas.config=***", "ssl.key.password=***", "client.rack=***", "client.dns.lookup=x***y");
    }

    @Test
    void noProblemShowsASecret() {
        String yaml = monitorWith("idle-after: '${env:API_TOKEN}'\nmax-segments: '${env:PLAIN}'")
                + "http: { port: '${env:DB_PASSWORD:-" + CANARY + "}' }\n"
                + "kafka: { processing.guarantee: '" + CANARY + "', ssl.keystore.password: " + CANARY + " }\n";

        assertThat(documents.problems(yaml, Map.of("API_TOKEN", CANARY, "PLAIN", "pre" + CANARY)))
                .hasSize(4)
                .noneMatch(problem -> problem.contains(CANARY))
                .allMatch(problem -> problem.contains("***"));
    }
}
