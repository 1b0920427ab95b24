package io.wireroom.contract.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Passes on to Jackson what the types of the records state. A component that is not {@link Nullable} is required: without
 * it a record with holes would be read without complaint and fail later, far from the topic that it came from. An enum's
 * constant {@value WireNamed#OTHER} is read for all that the enum does not know.
 */
final class StrictRecords extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    @SuppressWarnings("NullAway") // Jackson's signature knows no null markers: null means "no opinion"
    public Boolean hasRequiredMarker(AnnotatedMember member) {
        return mustBeThere(member) ? Boolean.TRUE : null;
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        return mustBeThere(annotated) ? JsonSetter.Value.forValueNulls(Nulls.FAIL) : JsonSetter.Value.empty();
    }

    @Override
    @SuppressWarnings("NullAway") // Jackson's signature knows no null markers: null means "no opinion"
    public Enum<?> findDefaultEnumValue(AnnotatedClass type, Enum<?>[] constants) {
        return Arrays.stream(constants)
                .filter(WireNamed::isCatchAll)
                .findFirst()
                .orElse(null);
    }

    private static boolean mustBeThere(Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter)
                || !(parameter.getOwner() instanceof AnnotatedConstructor constructor)
                || !constructor.getDeclaringClass().isRecord()) {
            return false;
        }
        var components = constructor.getDeclaringClass().getRecordComponents();
        return components.length == constructor.getParameterCount()
                && !components[parameter.getIndex()].getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
