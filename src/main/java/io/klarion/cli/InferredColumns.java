package io.klarion.cli;

import io.klarion.core.distribution.FeatureType;
import io.klarion.core.profile.Column;
import io.klarion.core.profile.DataProfile;
import io.klarion.core.profile.FeatureProposal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which columns are watched, and which are not and why. All records decide on the type, those of the reference on
 * whether there is anything to compare with.
 */
final class InferredColumns {

    private static final int LONGEST = 250;

    private final DataProfile all;
    private final DataProfile reference;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Long> lastNames;
    private final List<InferredFeature> features = new ArrayList<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();

    private InferredColumns(DataProfile all, DataProfile reference) {
        this.all = all;
        this.reference = reference;
        this.lastNames = all.columns().stream()
                .map(Column::pointer)
                .collect(Collectors.groupingBy(FieldNames::last, Collectors.counting()));
    }

    /** The columns but the one at {@code eventTime}. */
    static InferredColumns of(DataProfile all, DataProfile reference, String eventTime) {
        InferredColumns columns = new InferredColumns(all, reference);
        all.columns().stream()
                .filter(column -> !column.pointer().equals(eventTime))
                .forEach(columns::judge);
        return columns;
    }

    /** What is watched, in the order of the data. */
    List<InferredFeature> features() {
        return features;
    }

    /** What is not watched: the reason by the JSON pointer. */
    Map<String, String> leftOut() {
        return leftOut;
    }

    private void judge(Column column) {
        String pointer = column.pointer();
        FeatureProposal proposal = FeatureProposal.of(column, all.records());
        Optional<FeatureType> type = proposal.type();
        if (type.isEmpty()) {
            leftOut.put(pointer, String.join("; ", proposal.reasons()));
        } else if (pointer.length() > LONGEST || pointer.chars().anyMatch(Character::isISOControl)) {
            leftOut.put(pointer, "has a name that no configuration can hold");
        } else {
            judgeReference(pointer, type.get(), proposal);
        }
    }

    private void judgeReference(String pointer, FeatureType type, FeatureProposal proposal) {
        Optional<Column> before = reference.column(pointer).filter(column -> column.present() > 0);
        if (before.isEmpty() || (type == FeatureType.NUMERIC && before.get().numbers() == 0)) {
            leftOut.put(pointer, "has no " + (before.isEmpty() ? "values" : "numbers") + " in the reference");
            return;
        }
        FeatureProposal local = FeatureProposal.of(before.get(), reference.records());
        List<String> notes = local.type().filter(type::equals).isPresent() ? local.reasons() : proposal.reasons();
        features.add(new InferredFeature(name(pointer), pointer, type, notes));
    }

    /* The field's own name; with the names above it where two fields have the same, and no pattern. */
    private String name(String pointer) {
        String own = FieldNames.last(pointer);
        String name = lastNames.getOrDefault(own, 0L) == 1 ? own : String.join(".", FieldNames.of(pointer));
        String plain = name.isBlank() ? "unnamed" : name.replaceAll("[*?]", "_");
        String unique = plain;
        for (int i = 2; !taken.add(unique); i++) {
            unique = plain + "_" + i;
        }
        return unique;
    }
}
