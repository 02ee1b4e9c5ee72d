package io.soundforge.alchemy.audio.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TagReaderTest {
    @Test
    void read_escapedText_isTakenBack() {
        String metadata = ";FFMETADATA1\nTITLE=Hi \\= there\\; \\# x\\\\y\\\nnext line\nartist=B\u00f6\n";

        assertThat(TagReader.read(metadata))
                .containsEntry("title", "Hi = there; # x\\y next line")
                .containsEntry("artist", "B\u00f6")
                .hasSize(2);
    }

    @Test
    void read_technicalRepeatedAndEmptyTags_areLeftOut() {
        String metadata = ";FFMETADATA1\nencoder=Lavf\nmajor_brand=M4A\nalbum=\ntitle=first\ntitle=second\n[CHAPTER]\n";

        assertThat(TagReader.read(metadata)).containsOnlyKeys("title").containsValue("first");
    }

    @Test
    void read_longValue_isCutWithoutBreakingACharacter() {
        String note = "\ud83c\udfb5";

        String title = TagReader.read("title=x" + note.repeat(400)).get("title");

        assertThat(title).hasSize(499).endsWith(note);
    }

    @Test
    void read_nothing_isNoTags() {
        assertThat(TagReader.read("")).isEmpty();
        assertThat(TagReader.read("title")).isEmpty();
        assertThat(TagReader.read("\\")).isEmpty();
    }
}
