package io.wireroom.bench.limits;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every {@link Pattern} that the static fields of some classes lead to, by the field that it was found at. */
final class OurPatterns {

    private static final int DEEPEST = 6;

    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, Pattern> found = new TreeMap<>();

    private OurPatterns() {}

    static Map<String, Pattern> of(Iterable<Class<?>> classes) {
        var patterns = new OurPatterns();
        for (var type : classes) {
            for (var field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    patterns.visit(name(type) + "." + field.getName(), value(field, null), DEEPEST);
                }
            }
        }
        return patterns.found;
    }

    private static String name(Class<?> type) {
        return type.getName().substring(type.getName().lastIndexOf('.') + 1).replace('$', '.');
    }

    private void visit(String where, @Nullable Object value, int levels) {
        if (value == null || levels == 0 || value instanceof String || !visited.add(value)) {
            return;
        }
        switch (value) {
            case Pattern pattern -> found.put(where, pattern);
            case Map<?, ?> map -> map.forEach((key, inner) -> visit(where + "[" + key + "]", inner, levels - 1));
            case Iterable<?> all -> {
                var index = 0;
                for (var inner : all) {
                    visit(where + "[" + index++ + "]", inner, levels - 1);
                }
            }
            case Object[] all -> {
                for (var index = 0; index < all.length; index++) {
                    visit(where + "[" + index + "]", all[index], levels - 1);
                }
            }
            default -> fields(where, value, levels);
        }
    }

    private void fields(String where, Object value, int levels) {
        if (!value.getClass().getName().startsWith("io.wireroom.")) {
            return;
        }
        for (var field : value.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                visit(where + "." + field.getName(), value(field, value), levels - 1);
            }
        }
    }

    private static @Nullable Object value(Field field, @Nullable Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new IllegalStateException("cannot read " + field, e);
        }
    }
}
