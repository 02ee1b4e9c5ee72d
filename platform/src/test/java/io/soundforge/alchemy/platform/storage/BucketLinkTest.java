package io.soundforge.alchemy.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketLinkTest {
    private final InputBuckets buckets =
            new InputBuckets(StorageConfig.LOCAL, List.of("s3://songs", "supabase://uploads"));

    @Test
    void names_areTakenAsTheyStand() {
        assertThat(buckets.require("s3://songs/a b/50%25 ü.wav"))
                .isEqualTo(new BucketLink("s3", "songs", "a b/50%25 ü.wav"));
        assertThat(buckets.require("supabase://uploads/x").place()).isEqualTo("supabase://uploads");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://songs",
                "s3://songs/",
                "s3:///a",
                "s3://songs/a//b",
                "s3://songs/../others/a",
                "s3://songs/./a",
                "s3://songs/a/..",
                "s3://so ngs/a",
                "s3://songs/a\nb",
                "supabase://",
                "s3://songs//a"
            })
    void otherForms_areRefused(String url) {
        assertThat(BucketLink.isMeantBy(url)).isTrue();
        assertThatThrownBy(() -> buckets.require(url))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://other/a", "supabase://songs/a", "s3://song/a", "s3://songs.other/a"})
    void otherBuckets_areRefused(String url) {
        assertThatThrownBy(() -> buckets.require(url))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ADDRESS_REFUSED))
                .hasMessageContaining("INPUT_BUCKETS");
    }

    @Test
    void links_areNoMatterOfBuckets() {
        assertThat(BucketLink.isMeantBy("https://s3.example/a")).isFalse();
    }
}
