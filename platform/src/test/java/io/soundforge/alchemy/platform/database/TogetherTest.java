package io.soundforge.alchemy.platform.database;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private final List<List<Integer>> asked = new ArrayList<>();
    private final List<Promise<List<String>>> answers = new ArrayList<>();
    private final Together<Integer, String> together = new Together<>(1, 3, numbers -> {
        asked.add(numbers);
        Promise<List<String>> answer = Promise.promise();
        answers.add(answer);
        return answer.future();
    });

    @Test
    void whoComesFirst_goesAlone_andThoseWhoComeMeanwhile_goTogether_butNotTooMany() {
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(together.ask(i));
        }
        assertThat(asked).containsExactly(List.of(0));

        answers.get(0).complete(List.of("zero"));
        answers.get(1).complete(List.of("one", "two", "three"));
        answers.get(2).complete(List.of("four", "five"));

        assertThat(asked).containsExactly(List.of(0), List.of(1, 2, 3), List.of(4, 5));
        assertThat(all.stream().map(answer -> await(answer)).toList())
                .containsExactly("zero", "one", "two", "three", "four", "five");
    }

    @Test
    void whatTheDatabaseRefusesOfOne_isNotRefusedOfTheOthers() {
        Together<Integer, String> picky = new Together<>(1, 9, numbers -> {
            asked.add(numbers);
            if (asked.size() == 1) {
                Promise<List<String>> answer = Promise.promise();
                answers.add(answer);
                return answer.future();
            }
            return numbers.contains(13)
                    ? Future.failedFuture(new PgException("no such number", "ERROR", "22000", ""))
                    : Future.succeededFuture(
                            numbers.stream().map(String::valueOf).toList());
        });
        Future<String> first = picky.ask(1);
        Future<String> good = picky.ask(12);
        Future<String> bad = picky.ask(13);
        answers.get(0).complete(List.of("1"));

        assertThat(await(first)).isEqualTo("1");
        assertThat(await(good)).isEqualTo("12");
        assertThatThrownBy(() -> await(bad)).hasMessageContaining("no such number");
    }

    @Test
    void anOutage_isToldToAll_withoutAskingForEach() {
        Future<String> first = together.ask(1);
        Future<String> second = together.ask(2);
        Future<String> third = together.ask(3);
        answers.get(0).fail("away");
        answers.get(1).fail("away");

        for (Future<String> answer : List.of(first, second, third)) {
            assertThatThrownBy(() -> await(answer)).hasMessageContaining("away");
        }
        assertThat(asked).hasSize(2);
        together.ask(4);
        assertThat(asked).hasSize(3);
    }
}
