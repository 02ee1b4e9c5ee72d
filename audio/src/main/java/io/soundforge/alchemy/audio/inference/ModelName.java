package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The form of a model's name. It becomes a file name, so it can never hold a separator or begin with a dot. */
public final class ModelName {
    static final String EXTENSION = ".onnx";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private ModelName() {}

    static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }

    /**
     * Checks the name of a model that is to be installed.
     *
     * @throws AlchemyException INVALID_REQUEST for another form, or for the name of the built-in engine
     */
    public static String requireInstallable(String name) {
        if (!isValid(name)) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST,
                    "expected a model's name of up to 64 letters, digits, '.', '_' and '-'; got '" + name + "'");
        }
        if (name.equals(BuiltInModel.NAME)) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "'" + name + "' is built in; choose another name");
        }
        return name;
    }

    /** The model that a file in the models folder stands for, if any. */
    static Optional<String> ofFile(Path file) {
        String fileName = String.valueOf(file.getFileName());
        return ModelForm.of(file)
                .map(form -> fileName.substring(
                        0, fileName.length() - form.extension().length()))
                .filter(ModelName::isValid)
                .filter(name -> !name.equals(BuiltInModel.NAME));
    }
}
