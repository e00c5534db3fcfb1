package io.klarion.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    @ParameterizedTest
    @CsvSource({
        "ssl.key.password, true",
        "ssl.keystore.key, true",
        "sasl.jaas.config, true",
        "KAFKA_API_KEY, true",
        "apiKey, true",
        "DB_PASSWD, true",
        "client_secret, true",
        "TOKEN, true",
        "basic.auth.user.info, true",
        "aws.credentials, true",
        "ssl.keystore.location, false",
        "bootstrap.servers, false",
        "HOME, false",
        "monkey, false"
    })
    void aNameSaysWhetherItsValueIsSecret(String name, boolean secret) {
        assertThat(Secrets.isSecretName(name)).isEqualTo(secret);
    }

    @Test
    void masksLongerSecretsFirst() {
        Secrets secrets = new Secrets();
        secrets.add("hush");
        secrets.add("hush-hush");

        assertThat(secrets.mask("a hush-hush and a hush")).isEqualTo("a *** and a ***");
    }

    @Test
    void masksWhoOpensAnAddress() {
        Secrets secrets = new Secrets();

        assertThat(secrets.mask("https://u:p@ss@idp.example/x, a@b")).isEqualTo("https://***@idp.example/x, a@b");
        assertThat(new KafkaProperties(Map.of("my.registry.url", "https://u:p@registry.example"), secrets))
                .hasToString("my.registry.url=https://***@registry.example");
    }

    @Test
    void masksShortSecretsOnlyAsAWhole() {
        Secrets secrets = new Secrets();
        secrets.add("a");
        secrets.add("");

        assertThat(secrets.mask("a")).isEqualTo("***");
        assertThat(secrets.mask("banana")).isEqualTo("banana");
        assertThat(secrets.mask("")).isEmpty();
    }
}
