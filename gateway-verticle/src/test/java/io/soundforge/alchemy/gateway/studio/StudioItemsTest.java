package io.soundforge.alchemy.gateway.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.studio.CuePoint;
import io.soundforge.alchemy.contracts.studio.CueType;
import io.soundforge.alchemy.contracts.studio.Loop;
import io.vertx.core.buffer.Buffer;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudioItemsTest {
    private static final UUID STEM = UUID.fromString("99999999-2222-3333-4444-555555555555");

    @Test
    void loop_isReadAsItIs() {
        Loop loop = read(
                "{\"id\":\"l-1\",\"name\":\"Hook\",\"start\":1,\"end\":2.5,\"stems\":[\"" + STEM + "\"],\"x\":1}",
                StudioItems::loop);

        assertThat(loop).isEqualTo(new Loop("l-1", "Hook", 1, 2.5, List.of(STEM)));
    }

    @Test
    void whatIsAbsentOrNull_isMadeUp() {
        CuePoint point = read("{\"time\":3,\"type\":\"drop\",\"label\":null}", StudioItems::cuePoint);
        Loop loop = read("{\"start\":0,\"end\":1}", StudioItems::loop);

        assertThat(point.label()).isEqualTo("Drop");
        assertThat(point.color()).isEqualTo(CueType.DROP.color());
        assertThat(point.id()).hasSize(36).isNotEqualTo(loop.id());
        assertThat(loop.stems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`nonsense`|JSON object",
                "`[]`|JSON object",
                "``|start is required",
                "`{\"start\":0}`|end is required",
                "`{\"start\":\"0\",\"end\":1}`|start must be a number of seconds; got 0",
                "`{\"start\":-1,\"end\":1}`|start must be seconds from 0 on; got -1.0",
                "`{\"start\":0,\"end\":1e999}`|end must be seconds",
                "`{\"start\":2,\"end\":2}`|end must be later than start; got 2.0 to 2.0",
                "`{\"start\":0,\"end\":1,\"id\":\"../etc\"}`|../etc",
                "`{\"start\":0,\"end\":1,\"id\":\"\"}`|1 to 64",
                "`{\"start\":0,\"end\":1,\"id\":7}`|id must be a text; got 7",
                "`{\"start\":0,\"end\":1,\"name\":\" \"}`|name must be a text of 1 to 100",
                "`{\"start\":0,\"end\":1,\"name\":\"a\\nb\"}`|control characters",
                "`{\"start\":0,\"end\":1,\"stems\":\"x\"}`|list of stem ids",
                "`{\"start\":0,\"end\":1,\"stems\":[null]}`|list of stem ids",
                "`{\"start\":0,\"end\":1,\"stems\":[\"1-1-1-1-1\"]}`|list of stem ids",
            })
    void badLoop_isRefusedNamingTheField(String body, String named) {
        assertRefused(body, StudioItems::loop, named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{}`|time is required",
                "`{\"time\":1,\"type\":\"boom\"}`|drop, breakdown, intro, outro, custom; got 'boom'",
                "`{\"time\":1,\"color\":\"red\"}`|#rgb or #rrggbb; got 'red'",
                "`{\"time\":1,\"color\":\"#12345\"}`|#rgb or #rrggbb",
                "`{\"time\":1,\"label\":{}}`|label must be a text",
            })
    void badCuePoint_isRefusedNamingTheField(String body, String named) {
        assertRefused(body, StudioItems::cuePoint, named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"arrangement\":[]}`|name must be a text",
                "`{\"name\":\"x\"}`|arrangement is required",
                "`{\"name\":\"x\",\"arrangement\":{}}`|list of objects",
                "`{\"name\":\"x\",\"arrangement\":[1]}`|list of objects; got 1",
                "`{\"name\":\"x\",\"arrangement\":[{\"start\":0,\"end\":1,\"type\":\"drop\"}]}`|intro, verse, chorus",
                "`{\"name\":\"x\",\"arrangement\":[{\"id\":\"a\",\"start\":0,\"end\":1},"
                        + "{\"id\":\"a\",\"start\":1,\"end\":2}]}`|two sections have the id 'a'",
            })
    void badTemplate_isRefusedNamingTheField(String body, String named) {
        assertRefused(body, StudioItems::template, named);
    }

    @Test
    void longTextsAndLists_areRefused() {
        String section = "{\"start\":0,\"end\":1}";
        String sections = String.join(",", Collections.nCopies(201, section));

        assertRefused("{\"start\":0,\"end\":1,\"name\":\"" + "x".repeat(101) + "\"}", StudioItems::loop, "name");
        assertRefused("{\"start\":0,\"end\":1,\"id\":\"" + "x".repeat(65) + "\"}", StudioItems::loop, "id");
        assertRefused("{\"arrangement\":[" + sections + "]}", StudioItems::arrangement, "at most 200 sections");
    }

    @ParameterizedTest
    @CsvSource({"10, 10.5, true", "10, 10.6, false", ", 100000, true"})
    void end_liesWithinTheTrack_whereItsLengthIsKnown(Double duration, double end, boolean taken) {
        TrackBounds bounds = new TrackBounds(duration, Set.of());
        Loop loop = new Loop("a", "A", 0, end, List.of());

        if (taken) {
            assertThat(bounds.require(loop)).isSameAs(loop);
        } else {
            assertThatThrownBy(() -> bounds.require(loop)).hasMessageContaining("10.0 s; got 10.6");
        }
    }

    @Test
    void stemOfAnotherTrack_isRefused() {
        Loop loop = new Loop("a", "A", 0, 1, List.of(STEM));

        assertThat(new TrackBounds(null, Set.of(STEM)).require(loop)).isSameAs(loop);
        assertThatThrownBy(() -> new TrackBounds(null, Set.of()).require(loop))
                .hasMessageContaining("this track's stems; got '" + STEM);
    }

    private static void assertRefused(String body, Function<ItemJson, ?> reader, String named) {
        assertThatThrownBy(() -> read(body, reader))
                .hasMessageContaining(named)
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    private static <T> T read(String body, Function<ItemJson, T> reader) {
        return ItemJson.read(Buffer.buffer(body), reader);
    }
}
