package io.soundforge.alchemy.contracts.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.job.JobArgs.AnalyzeTrack;
import io.soundforge.alchemy.contracts.job.JobPlan.Step;
import io.soundforge.alchemy.contracts.media.AudioSource;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.contracts.track.ImportOptions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobPlanTest {
    @Test
    void importOfAFile_separatesAndAnalysesSideBySide() {
        JobPlan plan = ImportPlan.ofSource(AudioSource.upload("staging/x", "x.mp3"), ImportOptions.defaults());

        assertThat(plan.steps()).extracting(Step::key).containsExactly("download", "separate", "analyze");
        assertThat(plan.steps().get(1).after()).containsExactly("download");
        assertThat(plan.steps().get(2).after()).containsExactly("download");
    }

    @Test
    void importOfASpotifyLink_beginsWithResolving() {
        JobPlan plan = ImportPlan.ofSpotifyLink("https://open.spotify.com/track/x", ImportOptions.defaults());

        assertThat(plan.steps()).extracting(Step::key).startsWith("resolve", "download");
        assertThat(plan.steps().get(1).after()).containsExactly("resolve");
    }

    @Test
    void importWithoutAutoProcess_onlyDownloads() {
        ImportOptions options = new ImportOptions(SeparationOptions.defaults(), false);

        JobPlan plan = ImportPlan.ofSource(AudioSource.url("http://a.example/b.mp3"), options);

        assertThat(plan.steps()).extracting(Step::key).containsExactly("download");
    }

    @Test
    void importStepByStep_hasTheStepsThatWereChosen() {
        AudioSource source = AudioSource.match("Artist - Title");

        assertThat(ImportPlan.of(null, source, null, true).steps())
                .extracting(Step::key)
                .containsExactly("download", "analyze");
        JobPlan looked = ImportPlan.of("https://a.example/x", source, SeparationOptions.defaults(), false);
        assertThat(looked.steps()).extracting(Step::key).containsExactly("resolve", "download", "separate");
        assertThat(looked.steps().get(1).after()).containsExactly("resolve");
        assertThat(looked.steps().get(2).after()).containsExactly("download");
    }

    @Test
    void stepThatWaitsForALaterOne_isRefused_soThatNoPlanHasACycle() {
        Step first = new Step("first", new AnalyzeTrack(), Set.of("second"));
        Step second = new Step("second", new AnalyzeTrack(), Set.of("first"));

        assertThatThrownBy(() -> new JobPlan(List.of(first, second)))
                .hasMessage("step 'first' waits for 'second', which does not come before it:"
                        + " a plan has no cycles, and its steps are in order");
    }

    @Test
    void stepThatWaitsForItself_isRefused() {
        Step itself = new Step("first", new AnalyzeTrack(), Set.of("first"));

        assertThatThrownBy(() -> new JobPlan(List.of(itself))).hasMessageContaining("no cycles");
    }

    @Test
    void stepThatWaitsForAnUnknownOne_isRefusedWithThoseThatThereAre() {
        Step first = new Step("first", new AnalyzeTrack(), Set.of());
        Step second = new Step("second", new AnalyzeTrack(), Set.of("frist"));

        assertThatThrownBy(() -> new JobPlan(List.of(first, second)))
                .hasMessage("step 'second' waits for 'frist', but the plan has no such step; it has [first, second]");
    }

    @Test
    void kindOfANewerRelease_isNotFound_andNothingBreaks() {
        assertThat(JobKind.find("dream")).isEmpty();
        assertThat(JobKind.find("separate")).contains(JobKind.SEPARATE);
        assertThatThrownBy(() -> JobKind.ofText("dream")).hasMessage("expected a kind of job; got 'dream'");
    }

    @Test
    void twoStepsOfOneName_areRefused() {
        Step step = new Step("same", new AnalyzeTrack(), Set.of());

        assertThatThrownBy(() -> new JobPlan(List.of(step, step))).hasMessageContaining("'same'");
    }

    @Test
    void emptyPlan_isRefused() {
        assertThatThrownBy(() -> new JobPlan(List.of())).hasMessageContaining("at least one");
    }
}
