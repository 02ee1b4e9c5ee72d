package io.soundforge.alchemy.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    private static final long SIZE = 1000;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-499, 0, 500",
        "bytes=500-, 500, 500",
        "bytes=-1, 999, 1",
        "bytes=-5000, 0, 1000",
        "bytes=990-2000, 990, 10",
        "bytes=999-999, 999, 1",
    })
    void singleRange_isCutToTheFile(String header, long first, long length) throws Exception {
        assertThat(ByteRange.parse(header, SIZE)).contains(new ByteRange(first, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=5-4", "bytes=-0", "bytes=99999999-"})
    void rangeOutsideTheFile_isUnsatisfiable(String header) {
        assertThatThrownBy(() -> ByteRange.parse(header, SIZE)).isInstanceOf(ByteRange.Unsatisfiable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=0-1,5-6", "bytes=", "bytes=-", "items=0-1", "bytes=a-b", "bytes=99999999999999999999-"})
    void severalRangesOrNonsense_meanTheWholeFile(String header) throws Exception {
        assertThat(ByteRange.parse(header, SIZE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-", "bytes=-5"})
    void emptyFile_hasNoRanges(String header) {
        assertThatThrownBy(() -> ByteRange.parse(header, 0)).isInstanceOf(ByteRange.Unsatisfiable.class);
    }
}
