package io.soundforge.alchemy.audio.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagFileTest {
    @ParameterizedTest
    @ValueSource(strings = {"plain", "a=b;c#d\\e", ";FFMETADATA1", "[STREAM]", "-y", "Ω \ud83c\udfb5", "\\"})
    void text_isReadBackAsItWas(String value) {
        assertThat(TagReader.read(TagFile.text(Map.of("title", value)))).containsEntry("title", value);
    }

    @Test
    void controlCharacters_cannotBeginAnotherLine() {
        assertThat(TagReader.read(TagFile.text(Map.of("title", "a\nartist=b\u0000c"))))
                .containsExactly(Map.entry("title", "a artist=b c"));
    }

    @Test
    void longValues_areCutBetweenCharacters_andEmptyOnesLeftOut() {
        String notes = "\ud83c\udfb5".repeat(300);

        Map<String, String> read = TagReader.read(TagFile.text(Map.of("title", "x" + notes, "album", " \t ")));

        assertThat(read).containsOnlyKeys("title");
        assertThat(read.get("title")).isEqualTo("x" + notes.substring(0, 198));
    }
}
