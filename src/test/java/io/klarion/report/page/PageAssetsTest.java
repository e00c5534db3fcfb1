package io.klarion.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.klarion.core.divergence.Measure;
import io.klarion.web.WebFiles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageAssetsTest {

    /** uPlot 1.6.32 as its authors published it, MIT licence; a change of a file is a change of this table. */
    @ParameterizedTest
    @CsvSource({
        "vendor/uplot/uPlot.iife.min.js, sha256-GcjUxq2Ikpp59K5J1vcWFWbf0Lo9FcxJXpdPeH63jx8=",
        "vendor/uplot/uPlot.min.css, sha256-32MMao1vjur/JktQ9zzlsRT2Rv/ZoLt08EmwoAE1+gQ=",
        "vendor/uplot/LICENSE, sha256-j5iSKWmbT+LxoEMtDp7cM4qKkR4lDi0bAezXcKX1sb0="
    })
    void theChartLibraryIsWhatWasPublished(String name, String hash) {
        assertThat(PageAssets.hash(PageAssets.text(name))).isEqualTo("'" + hash + "'");
    }

    @Test
    void theChartLibraryCannotEndItsScript() {
        assertThat(PageAssets.text(WebFiles.CHARTS)).doesNotContainIgnoringCase("</script");
        assertThat(PageAssets.script()).doesNotContainIgnoringCase("</script").doesNotContain("import {");
    }

    @Test
    void measuresHaveTheUnitsOfTheCore() {
        Map<String, String> units = Pattern.compile("(\\w+): \\['[^']+', '([^']*)']")
                .matcher(PageAssets.text("text.js"))
                .results()
                .collect(Collectors.toMap(measure -> measure.group(1), measure -> measure.group(2)));

        assertThat(units)
                .isEqualTo(Arrays.stream(Measure.values())
                        .collect(Collectors.toMap(Measure::key, measure -> measure.isInNats() ? " nats" : "")));
    }

    @Test
    void modulesBecomeBlocksThatHandOnWhatTheyExport() {
        Map<String, String> files = Map.of(
                "a.js", "const hidden = 1;\nexport const one = hidden;\nexport async function two() {}\n",
                "b.js", "import { one, two } from './a.js';\ntwo(one);\n");

        assertThat(LinkedModules.of(List.of("a.js", "b.js"), files::get)).isEqualTo("""
                const modules = {};
                { // a
                const hidden = 1;
                const one = hidden;
                async function two() {}
                modules.a = { one, two };
                }
                { // b
                const { one, two } = modules.a;
                two(one);
                modules.b = {  };
                }
                """);
    }
}
