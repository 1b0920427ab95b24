package io.wireroom.enrich.clean.dates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Updated",
                "UPDATE",
                "last modified",
                "Last edited",
                "last reviewed",
                "revised",
                "Aktualisiert",
                "zuletzt geändert",
                "Geändert am",
                "mise à jour",
                "mis à jour",
                "MÀJ",
                "Actualizado",
                "última actualización",
                "actualización",
                "Modificado",
                "Atualizado",
                "aggiornato",
                "ultimo aggiornamento",
                "bijgewerkt",
                "Uppdaterad",
                "Oppdatert",
                "opdateret",
                "sist endret",
                "Päivitetty",
                "Zaktualizowano",
                "Aktualizace",
                "aktualizováno",
                "Frissítve",
                "Actualizat",
                "Обновлено",
                "Оновлено",
                "Güncelleme",
                "diperbarui",
                "Cập nhật",
                "更新",
                "수정",
                "업데이트",
                "تحديث",
                "بروزرسانی",
                "עודכן",
                "Ενημέρωση"
            })
    void announceAChangeInEveryLanguage(String words) {
        assertThat(PrintedDates.announcesChange(words + " 3.5.2026")).isTrue();
        assertThat(PrintedDates.announcesChange("3.5.2026, " + words)).isTrue();
    }
}
