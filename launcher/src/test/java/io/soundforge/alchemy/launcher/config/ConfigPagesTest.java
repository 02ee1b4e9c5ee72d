package io.soundforge.alchemy.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The checked-in pages are what the table of keys says; {@code ./alchemy config} prints them anew. */
class ConfigPagesTest {
    private static final Path CHECKOUT = Path.of("..");

    @Test
    void documentation_isUpToDate() throws Exception {
        assertThat(Files.readString(CHECKOUT.resolve("docs/configuration.md"))).isEqualTo(ConfigPages.markdown());
    }

    @Test
    void exampleOfDotEnv_isUpToDate() throws Exception {
        assertThat(Files.readString(CHECKOUT.resolve(".env.example"))).isEqualTo(ConfigPages.example());
    }

    @Test
    void help_namesEveryKeyAndFitsATerminal() {
        assertThat(ConfigPages.help()).allMatch(line -> line.length() <= 100);
        assertThat(String.join("\n", ConfigPages.help()))
                .contains(Arrays.stream(ConfigKey.values()).map(ConfigKey::name).toList());
    }
}
