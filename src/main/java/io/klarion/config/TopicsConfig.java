package io.klarion.config;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where results go, and where references come from.
 *
 * @param verdicts topic of the verdicts
 * @param alerts topic of the alerts
 * @param quarantine topic of the rejected records
 * @param references topic of published references, which is followed; empty for none
 * @param replicationFactor of topics that Klarion creates; empty for the broker's default
 */
public record TopicsConfig(
        String verdicts,
        String alerts,
        String quarantine,
        Optional<String> references,
        OptionalInt replicationFactor) {}
